-- The reconciliation history as earlier runs published it, one row per run, company, account, period and cause.
-- Ephemeral: a view would keep what was true when it was made.

{{ published_rows('fct_reconciliation_history', [
    ('company', 'varchar'),
    ('run_id', 'varchar'),
    ('run_at', 'timestamp'),
    ('gl_account_no', 'varchar'),
    ('period_start', 'date'),
    ('period_end', 'date'),
    ('cause', 'varchar'),
    ('amount', 'decimal(38,5)'),
    ('account_difference', 'decimal(38,5)'),
    ('item_count', 'bigint'),
    ('first_posting_date', 'date'),
    ('first_seen_at', 'timestamp'),
    ('is_cleared', 'boolean'),
]) }}
