-- Was the export made after the period ended? Measured against period_end, so that two builds give the same answer.

with audit as (
    select * from {{ ref('stg_export__audit') }}
),

newest_change as (
    select
        company,
        max(newest_modified_at) as newest_modified_at
    from audit
    group by company
),

final as (
    select
        newest_change.company,
        'age' as check_name,
        '' as table_name,
        cast(0 as decimal(38, 5)) as figure,
        case
            when newest_change.newest_modified_at is null then 'warn'
            when cast(newest_change.newest_modified_at as date) < period.period_end then 'stop'
            when cast(newest_change.newest_modified_at as date) = period.period_end then 'warn'
            else 'ok'
        end as status,
        case
            when newest_change.newest_modified_at is null
                then 'The export has no system columns; its age is unknown.'
            when cast(newest_change.newest_modified_at as date) < period.period_end
                then
                    'Newest change ' || cast(cast(newest_change.newest_modified_at as date) as varchar)
                    || ' lies before the period ends on ' || cast(period.period_end as varchar) || '.'
            when cast(newest_change.newest_modified_at as date) = period.period_end
                then 'Newest change is of the last day of the period; later postings may be missing.'
            else 'Newest change ' || cast(cast(newest_change.newest_modified_at as date) as varchar) || '.'
        end as message
    from newest_change
    cross join {{ ref('int_reporting_period') }} as period
)

select * from final
