CREATE TEMPORARY VIEW requests AS
SELECT source_ip, event_time
FROM events
WHERE event_type IN ('requested', 'blocked') AND source_ip IS NOT NULL;

SELECT source_ip, first_time, last_time
FROM requests
MATCH_RECOGNIZE (
  PARTITION BY source_ip
  ORDER BY event_time
  MEASURES FIRST(request.event_time) AS first_time, LAST(request.event_time) AS last_time
  ONE ROW PER MATCH
  AFTER MATCH SKIP PAST LAST ROW
  PATTERN (request{50}) WITHIN INTERVAL '5' MINUTE
  DEFINE request AS request.event_time IS NOT NULL
);
