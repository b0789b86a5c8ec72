CREATE TEMPORARY VIEW code_requests AS
SELECT *
FROM events
WHERE event_type IN ('requested', 'blocked')
  AND (status_code IS NULL OR status_code IN (200, 429))
  AND (flow IS NULL OR flow NOT IN ('notification', 'marketing'));

CREATE TEMPORARY VIEW sends AS
SELECT * FROM events WHERE event_type = 'sent';

CREATE TEMPORARY VIEW payloads AS
SELECT *
FROM events
WHERE event_type = 'sent'
   OR (event_type IN ('requested', 'blocked')
       AND (status_code IS NULL OR status_code IN (200, 429))
       AND (flow IS NULL OR flow NOT IN ('notification', 'marketing')));

-- Sentinel, web branch: requests that look like one for a code, by client and application.
SELECT 'sentinel-requests' AS rule, tenant, window_start, SUM(COALESCE(`count`, 1)) AS score
FROM TABLE(TUMBLE(TABLE code_requests, DESCRIPTOR(event_time), INTERVAL '5' MINUTES))
WHERE source_ip IS NOT NULL
GROUP BY tenant, source_ip, window_start, window_end
HAVING SUM(COALESCE(`count`, 1)) >= 50
UNION ALL
-- Sentinel, branch of Azure Communication Services: sends, by caller and service.
SELECT 'sentinel-sends', tenant, window_start, SUM(COALESCE(`count`, 1))
FROM TABLE(TUMBLE(TABLE sends, DESCRIPTOR(event_time), INTERVAL '5' MINUTES))
WHERE source_ip IS NOT NULL OR `identity` IS NOT NULL
GROUP BY tenant, COALESCE(source_ip, `identity`), window_start, window_end
HAVING SUM(COALESCE(`count`, 1)) > 100
UNION ALL
-- QRadar: payloads of messages or of requests for a code, by source.
SELECT 'qradar', tenant, window_start, SUM(COALESCE(`count`, 1))
FROM TABLE(TUMBLE(TABLE payloads, DESCRIPTOR(event_time), INTERVAL '1' MINUTE))
WHERE source_ip IS NOT NULL OR `identity` IS NOT NULL
GROUP BY tenant, COALESCE(source_ip, `identity`), window_start, window_end
HAVING SUM(COALESCE(`count`, 1)) > 50
UNION ALL
-- Splunk, branch of Amazon SNS: sends to numbers, by region and identity.
SELECT 'splunk-publishes', tenant, window_start, SUM(COALESCE(`count`, 1))
FROM TABLE(TUMBLE(TABLE sends, DESCRIPTOR(event_time), INTERVAL '5' MINUTES))
WHERE `identity` IS NOT NULL AND destination IS NOT NULL
GROUP BY tenant, `identity`, region, window_start, window_end
HAVING SUM(COALESCE(`count`, 1)) > 100
UNION ALL
-- Splunk, branch of Amazon Cognito: calls from few addresses, by event and region.
SELECT 'splunk-sign-ups', tenant, window_start, SUM(COALESCE(`count`, 1))
FROM TABLE(TUMBLE(TABLE code_requests, DESCRIPTOR(event_time), INTERVAL '5' MINUTES))
WHERE source_ip IS NOT NULL
GROUP BY tenant, COALESCE(operation, flow), region, window_start, window_end
HAVING SUM(COALESCE(`count`, 1)) > 50 AND COUNT(DISTINCT source_ip) < 5;
