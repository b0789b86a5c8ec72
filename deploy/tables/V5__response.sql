-- What would stop each incident: the latest revision of every measure.

CREATE TABLE response (
  measure_id               text             PRIMARY KEY,
  revision                 integer          NOT NULL,
  status                   text             NOT NULL CHECK (status IN ('active', 'withdrawn')),
  incident_id              text             NOT NULL,
  finding_id               text             NOT NULL,
  action                   text             NOT NULL,
  entity_kind              text             NOT NULL,
  entity_value             text             NOT NULL,
  tenant                   text,
  flow                     text,
  valid_from               timestamptz      NOT NULL,
  valid_until              timestamptz      NOT NULL,
  reason                   text             NOT NULL,
  expected_stopped         bigint           NOT NULL,
  expected_stopped_usd     double precision NOT NULL,
  legitimate_verified      bigint,
  legitimate_expected      double precision,
  expected_legitimate_lost double precision,
  decided_at               timestamptz      NOT NULL,
  run_id                   text             NOT NULL,
  -- A corrected run over the same time has a higher one, and goes before every revision of a lower.
  run_generation           bigint           NOT NULL DEFAULT 1
);

COMMENT ON TABLE response IS 'What would stop each incident: the latest revision of every measure';
COMMENT ON COLUMN response.tenant IS 'Whose traffic; null for every tenant''s';
COMMENT ON COLUMN response.flow IS 'On which flow; null for all';
COMMENT ON COLUMN response.expected_stopped IS
  'Messages of the incident that it alone would have stopped, so far';
COMMENT ON COLUMN response.legitimate_verified IS
  'Codes that came back among these; null where success is not logged';
COMMENT ON COLUMN response.legitimate_expected IS
  'Messages that are normal for the entity over that time; null where nothing was learnt of it';

CREATE INDEX response_by_incident ON response (incident_id);
CREATE INDEX response_by_end ON response (valid_until) WHERE status = 'active';

-- What whoever sends or lets in asks before each message.
CREATE VIEW response_in_force AS
  SELECT action, entity_kind, entity_value, tenant, flow, valid_until, reason, incident_id,
    measure_id, revision
  FROM response
  WHERE status = 'active' AND valid_from <= now() AND valid_until > now();

COMMENT ON VIEW response_in_force IS 'Measures to take now';
