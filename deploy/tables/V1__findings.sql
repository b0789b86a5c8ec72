-- The latest revision of every finding, and what the SOC says about it.

CREATE TABLE findings (
  -- What a job writes.
  finding_id                text             PRIMARY KEY,
  revision                  integer          NOT NULL,
  status                    text             NOT NULL CHECK (status IN ('open', 'closed')),
  cut_by_end_of_input       boolean          NOT NULL,
  incident_id               text             NOT NULL,
  related_incident_id       text,
  explained_by              text,
  pattern                   text             NOT NULL,
  severity                  text             NOT NULL
    CHECK (severity IN ('informational', 'low', 'medium', 'high', 'critical')),
  confidence                double precision NOT NULL,
  tenant                    text,
  flow                      text,
  country                   text,
  network                   text,
  network_name              text,
  provider                  text,
  region                    text,
  entity_kind               text             NOT NULL,
  entity_value              text             NOT NULL,
  block_digits              integer,
  window_start              timestamptz      NOT NULL,
  window_end                timestamptz      NOT NULL,
  detected_at               timestamptz      NOT NULL,
  requested                 bigint           NOT NULL,
  sent                      bigint           NOT NULL,
  sends                     bigint           NOT NULL,
  mature_sends              bigint           NOT NULL,
  delivered                 bigint           NOT NULL,
  undelivered               bigint           NOT NULL,
  failed                    bigint           NOT NULL,
  blocked                   bigint           NOT NULL,
  verified                  bigint           NOT NULL,
  distinct_destinations     bigint           NOT NULL,
  distinct_source_ips       bigint           NOT NULL,
  distinct_users            bigint           NOT NULL,
  expected_sends            double precision NOT NULL,
  expected_conversion       double precision NOT NULL,
  expectation_source        text             NOT NULL,
  trials                    bigint,
  failed_trials             bigint,
  conversion                double precision,
  longest_run               bigint,
  block_density             double precision,
  score                     double precision NOT NULL,
  threshold                 double precision NOT NULL,
  cost_usd                  double precision NOT NULL,
  cost_at_risk_usd_per_hour double precision NOT NULL,
  cost_is_estimated         boolean          NOT NULL,
  destination_ranges        jsonb            NOT NULL,
  top_source_ips            jsonb            NOT NULL,
  top_user_agents           jsonb            NOT NULL,
  message_ids               jsonb            NOT NULL,
  explanation               text             NOT NULL,
  recommended_action        text             NOT NULL,
  mode                      text             NOT NULL CHECK (mode IN ('alert', 'shadow')),
  suppressed_by             text,
  attack_technique          text             NOT NULL,
  detection_strategy        text             NOT NULL,
  rules_version             text             NOT NULL,
  run_id                    text             NOT NULL,
  emitted_at                timestamptz      NOT NULL,
  -- A corrected run over the same time has a higher one, and goes before every revision of a lower.
  run_generation            bigint           NOT NULL DEFAULT 1,

  -- What the SOC says. No job ever writes these.
  triage_status             text             NOT NULL DEFAULT 'new'
    CHECK (triage_status IN ('new', 'investigating', 'confirmed', 'false_positive', 'resolved')),
  assignee                  text,
  note                      text,

  -- What follows from the rest.
  severity_rank             smallint         NOT NULL GENERATED ALWAYS AS (
    CASE severity
      WHEN 'critical' THEN 4
      WHEN 'high' THEN 3
      WHEN 'medium' THEN 2
      WHEN 'low' THEN 1
      ELSE 0
    END) STORED,
  alerting                  boolean          NOT NULL GENERATED ALWAYS AS (
    mode = 'alert'
    AND suppressed_by IS NULL
    AND explained_by IS NULL
    AND severity <> 'informational') STORED,
  created_at                timestamptz      NOT NULL DEFAULT now(),
  updated_at                timestamptz      NOT NULL DEFAULT now()
);

COMMENT ON TABLE findings IS 'The latest revision of every finding, and the SOC''s triage of it';
COMMENT ON COLUMN findings.run_generation IS 'A higher one goes before every revision of a lower';
COMMENT ON COLUMN findings.severity_rank IS '0 informational to 4 critical, to sort by';
COMMENT ON COLUMN findings.alerting IS
  'Pages somebody: not shadow, suppressed, explained by another finding or informational';

CREATE FUNCTION findings_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END
$$;

CREATE TRIGGER findings_touch BEFORE UPDATE ON findings
  FOR EACH ROW EXECUTE FUNCTION findings_touch();

-- How a SOC reads it: what goes on now, what nobody has settled yet, one attack, one customer, one
-- entity, one night.
CREATE INDEX findings_by_severity_open ON findings (severity_rank DESC, detected_at DESC)
  WHERE status = 'open' AND alerting;
CREATE INDEX findings_by_severity_to_triage ON findings (severity_rank DESC, detected_at DESC)
  WHERE alerting AND triage_status IN ('new', 'investigating');
CREATE INDEX findings_by_incident ON findings (incident_id);
CREATE INDEX findings_by_tenant ON findings (tenant, detected_at DESC);
-- By hash: an entity may be longer than a row of an ordered index.
CREATE INDEX findings_by_entity ON findings USING hash (entity_value);
CREATE INDEX findings_by_time ON findings (detected_at DESC);
