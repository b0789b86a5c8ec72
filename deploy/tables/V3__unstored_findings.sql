-- Revisions of findings that the table of findings refused, with the reason.
CREATE TABLE unstored_findings (
  finding_id     text        NOT NULL,
  run_generation bigint      NOT NULL,
  revision       integer     NOT NULL,
  run_id         text,
  sql_state      text,
  reason         text        NOT NULL,
  -- The columns as a JSON object, as text: jsonb might refuse what findings refused.
  finding        text        NOT NULL,
  created_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (finding_id, run_generation, revision)
);

COMMENT ON TABLE unstored_findings IS
  'Revisions of findings that the table of findings refused, with the reason';
CREATE INDEX unstored_findings_by_run ON unstored_findings (run_id);
