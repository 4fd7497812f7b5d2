-- Debits equal credits: what is to be posted sums to zero per project. Returns projects that do not.

select
    company,
    project_no,
    sum(amount_to_post) as out_of_balance
from {{ ref('rpt_project_wip_to_post') }}
group by company, project_no
having sum(amount_to_post) <> 0
