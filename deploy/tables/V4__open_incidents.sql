-- Attacks that go on: the incidents with a finding whose episode does. Columns are of all findings
-- of the incident, also of those that are closed; severity and triage of those that alert.
CREATE VIEW open_incidents AS
  WITH incidents AS (
    SELECT
      incident_id,
      min(detected_at) AS first_detected_at,
      max(window_end) AS last_window_end,
      array_agg(DISTINCT tenant ORDER BY tenant) FILTER (WHERE tenant IS NOT NULL) AS tenants,
      array_agg(DISTINCT country ORDER BY country) FILTER (WHERE country IS NOT NULL) AS countries,
      array_agg(DISTINCT pattern ORDER BY pattern) AS patterns,
      coalesce(max(severity_rank) FILTER (WHERE alerting), 0) AS severity_rank,
      count(*) AS findings,
      count(*) FILTER (WHERE alerting) AS alerting_findings,
      -- Findings of one attack count the same messages, a block's within its country's: their sum
      -- would count some twice, so it is the greatest that counts.
      max(sends) AS sends,
      max(cost_usd) AS cost_usd,
      count(*) FILTER (WHERE alerting AND triage_status = 'new') AS untriaged,
      array_agg(DISTINCT triage_status ORDER BY triage_status) FILTER (WHERE alerting)
        AS triage_statuses,
      array_agg(DISTINCT related_incident_id ORDER BY related_incident_id)
        FILTER (WHERE related_incident_id IS NOT NULL) AS related_incidents
    FROM findings
    GROUP BY incident_id
    HAVING bool_or(status = 'open')
  )
  SELECT
    incident_id, first_detected_at, last_window_end,
    coalesce(tenants, '{}') AS tenants,
    coalesce(countries, '{}') AS countries,
    patterns,
    (ARRAY['informational', 'low', 'medium', 'high', 'critical'])[severity_rank + 1] AS severity,
    severity_rank, findings, alerting_findings, sends, cost_usd, untriaged,
    coalesce(triage_statuses, '{}') AS triage_statuses,
    coalesce(related_incidents, '{}') AS related_incidents
  FROM incidents;

COMMENT ON VIEW open_incidents IS 'Incidents with a finding whose episode goes on';
COMMENT ON COLUMN open_incidents.severity IS
  'The highest of its alerting findings; informational where none alerts';
COMMENT ON COLUMN open_incidents.cost_usd IS
  'Of the finding that cost most: findings of one attack count the same messages';
COMMENT ON COLUMN open_incidents.untriaged IS 'Alerting findings that nobody has looked at';
