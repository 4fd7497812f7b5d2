-- Is this export fit to close on? One row per company, area, check and table: ok, warn or stop.

with checks as (
    select
        'export' as area,
        *
    from {{ ref('int_trust_tables') }}
    union all
    select
        'export' as area,
        *
    from {{ ref('int_trust_registers') }}
    union all
    select
        'export' as area,
        *
    from {{ ref('int_trust_references') }}
    union all
    select
        'export' as area,
        *
    from {{ ref('int_trust_age') }}
    union all
    select
        'readiness' as area,
        *
    from {{ ref('int_trust_readiness') }}
),

final as (
    select
        company,
        area,
        check_name,
        table_name,
        status,
        figure,
        message
    from checks
)

select * from final
