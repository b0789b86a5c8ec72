-- The roles of jobs and of the SOC, for deploy/compose.yaml, which has psql run it as the owner of
-- the tables. It can be run again. The passwords come from the environment.
\set ON_ERROR_STOP on
\getenv job_password PUMPWATCH_JOB_PASSWORD
\getenv soc_password PUMPWATCH_SOC_PASSWORD

SELECT format('CREATE ROLE %I LOGIN', name)
FROM unnest(ARRAY['pumpwatch_job', 'pumpwatch_soc']) AS name
WHERE name NOT IN (SELECT rolname FROM pg_roles)
\gexec

ALTER ROLE pumpwatch_job PASSWORD :'job_password';
GRANT SELECT, INSERT, UPDATE ON findings, response TO pumpwatch_job;
GRANT SELECT, INSERT ON unstored_findings TO pumpwatch_job;
GRANT SELECT ON pumpwatch_migrations TO pumpwatch_job;

-- Grafana reads as this role: it may not change anything.
ALTER ROLE pumpwatch_soc PASSWORD :'soc_password';
GRANT SELECT ON findings, open_findings, alerting_findings, findings_to_triage, open_incidents,
  unstored_findings, response, response_in_force TO pumpwatch_soc;
