-- The items of every WIP account sum to its difference between G/L and calculated WIP, exactly. Returns accounts that
-- are left with an unexplained amount.

select
    company,
    gl_account_no,
    difference,
    explained_amount,
    unexplained_amount
from {{ ref('rpt_project_wip_gl_reconciliation') }}
where unexplained_amount <> 0 or unexplained_amount is null
