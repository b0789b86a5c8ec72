-- Episodes that go on.
CREATE VIEW open_findings AS
  SELECT * FROM findings WHERE status = 'open';

-- Findings that page somebody.
CREATE VIEW alerting_findings AS
  SELECT * FROM findings WHERE alerting;

-- Findings that page somebody and that nobody has settled yet.
CREATE VIEW findings_to_triage AS
  SELECT * FROM findings WHERE alerting AND triage_status IN ('new', 'investigating');
