-- Cost that no rule explains (unassigned) or that circles did not settle (circular), against the cost of all sold and
-- stocked entries: warns above unassigned_cost_threshold_pct per company, and prints the share in any case. The usual
-- reasons are sales beyond stock, open orders and cost not yet adjusted; the entries are in int_cost_flow_own_amounts.

{{ config(severity='warn') }}

{{ print_unassigned_share() }}

select *
from ({{ unassigned_share() }}) as shares
where unassigned_pct > {{ number_var('unassigned_cost_threshold_pct') }}
