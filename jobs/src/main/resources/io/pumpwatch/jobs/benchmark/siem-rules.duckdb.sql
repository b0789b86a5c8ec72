CREATE OR REPLACE TEMPORARY VIEW events AS
SELECT *, epoch_ms(event_time) AS millis
FROM read_parquet(${files}, hive_partitioning = false);

CREATE OR REPLACE TEMPORARY VIEW code_requests AS
SELECT *
FROM events
WHERE event_type IN ('requested', 'blocked')
  AND (status_code IS NULL OR status_code IN (200, 429))
  AND (flow IS NULL OR flow NOT IN ('notification', 'marketing'));

CREATE OR REPLACE TEMPORARY VIEW sends AS
SELECT * FROM events WHERE event_type = 'sent';

CREATE OR REPLACE TEMPORARY VIEW payloads AS
SELECT *
FROM events
WHERE event_type = 'sent'
   OR (event_type IN ('requested', 'blocked')
       AND (status_code IS NULL OR status_code IN (200, 429))
       AND (flow IS NULL OR flow NOT IN ('notification', 'marketing')));

-- Sentinel, web branch: requests that look like one for a code, by client and application.
SELECT 'sentinel-requests' AS rule, tenant, millis // 300000 * 300000 AS window_start,
       sum(coalesce("count", 1)) AS score
FROM code_requests
WHERE source_ip IS NOT NULL
GROUP BY tenant, source_ip, window_start
HAVING score >= 50
UNION ALL
-- Sentinel, branch of Azure Communication Services: sends, by caller and service.
SELECT 'sentinel-sends', tenant, millis // 300000 * 300000 AS window_start,
       sum(coalesce("count", 1)) AS score
FROM sends
WHERE source_ip IS NOT NULL OR identity IS NOT NULL
GROUP BY tenant, coalesce(source_ip, identity), window_start
HAVING score > 100
UNION ALL
-- QRadar: payloads of messages or of requests for a code, by source.
SELECT 'qradar', tenant, millis // 60000 * 60000 AS window_start,
       sum(coalesce("count", 1)) AS score
FROM payloads
WHERE source_ip IS NOT NULL OR identity IS NOT NULL
GROUP BY tenant, coalesce(source_ip, identity), window_start
HAVING score > 50
UNION ALL
-- Splunk, branch of Amazon SNS: sends to numbers, by region and identity.
SELECT 'splunk-publishes', tenant, millis // 300000 * 300000 AS window_start,
       sum(coalesce("count", 1)) AS score
FROM sends
WHERE identity IS NOT NULL AND destination IS NOT NULL
GROUP BY tenant, identity, region, window_start
HAVING score > 100
UNION ALL
-- Splunk, branch of Amazon Cognito: calls from few addresses, by event and region.
SELECT 'splunk-sign-ups', tenant, millis // 300000 * 300000 AS window_start,
       sum(coalesce("count", 1)) AS score
FROM code_requests
WHERE source_ip IS NOT NULL
GROUP BY tenant, coalesce(operation, flow), region, window_start
HAVING score > 50 AND count(DISTINCT source_ip) < 5;
