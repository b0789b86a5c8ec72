CREATE TEMPORARY TABLE event_files (
  event_time TIMESTAMP(3) NOT NULL,
  event_type STRING NOT NULL,
  tenant STRING NOT NULL,
  flow STRING,
  `identity` STRING,
  region STRING,
  destination STRING,
  source_ip STRING,
  operation STRING,
  status_code INT,
  `count` INT,
  dt STRING
) PARTITIONED BY (dt) WITH (
  'connector' = 'filesystem',
  'path' = '${folder}',
  'format' = 'parquet',
  'parquet.utc-timezone' = 'true'
);

CREATE TEMPORARY VIEW events AS
SELECT * FROM event_files WHERE dt <= '${last-day}';
