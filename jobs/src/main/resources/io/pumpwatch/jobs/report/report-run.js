'use strict';

/* What is told of the run itself: its figures, its scores, its input. */

function buildHead(run, scorecard) {
  const totals = data.totals;
  const figure = (name, text, small) => element('div', {}, element('dt', {}, name),
    element('dd', {}, text, small ? element('small', {}, small) : null));
  at('figures').append(...[
    figure('Incidents that alert', whole(totals.alerting_incidents), 'of ' + whole(totals.incidents)),
    figure('Findings that alert', whole(totals.findings_by_state.alerting || 0), 'of ' + whole(totals.findings)),
    figure('Spent in them', dollars(totals.cost_usd, totals.cost_is_estimated),
      totals.cost_is_estimated ? '~ in part by tariff, not billed' : 'as the logs state prices'),
    figure('Messages in them', whole(totals.sends)),
    scorecard && scorecard.recall !== null && scorecard.recall !== undefined
      ? figure('Attacks found', whole(scorecard.detected) + ' of ' + whole(scorecard.attacks),
        'false findings a day: ' + few(scorecard.false_findings_per_day)) : null,
    run.events ? figure('Events read', whole(run.events.total), few(run.wall_seconds) + ' s') : null,
  ].filter(Boolean));
  at('run').append(run.started_at ? 'Run of ' + time(run.started_at) + ' UTC, times are event times in UTC.' : 'Times are event times in UTC.',
    run.run_id && run.wall_seconds === undefined ? ' The run had not ended when this page was written.' : '');
  document.title = whole(totals.alerting_incidents) + (totals.alerting_incidents === 1 ? ' incident' : ' incidents') + ' – Pumpwatch report';
  at('provenance').append('Run ', element('code', { class: 'value' }, run.run_id || 'unknown'),
    ', settings ', element('code', { class: 'value' }, run.settings_hash || 'unknown'),
    run.baseline ? [', baseline ', element('code', { class: 'value' }, run.baseline)] : '',
    '. MITRE ATT&CK T1496.003, detection strategy DET0156.');
  const sections = [['incidents', 'Incidents'], ['countries', 'Countries'], ['findings', 'All findings'],
    ['scores', 'Scores'], ['variants', 'Other settings'], ['input', 'Input and blind spots']].filter(([id]) => !at(id).hidden);
  at('sections').append(...sections.map(([id, title]) => element('li', {}, element('a', { href: '#' + id }, title))));
}

function buildScores(scorecard) {
  if (!scorecard || scorecard.benign_flagged === null || scorecard.benign_flagged === undefined) {
    return;
  }
  at('scores').hidden = false;
  const spread = (value, unit) => (value && value.median !== null
    ? few(value.median) + ' ' + unit + ', nine in ten ' + few(value.p90) : null);
  const rules = [{ name: 'Pumpwatch', ours: true, ...scorecard },
    ...Object.entries(scorecard.references || {}).map(([name, score]) => ({ name, ...score }))];
  const minutes = scorecard.attack_results.filter((result) => result.minutes !== null).map((result) => result.minutes)
    .sort((one, other) => one - other);
  at('score-content').append(...[
    element('p', {}, 'Against labels, over ' + scorecard.days.toFixed(1) + ' days. Saved and lost: had each alerting finding blocked exactly its entity for 24 hours.'),
    facts([
      ['attacks found', whole(scorecard.detected) + ' of ' + whole(scorecard.attacks) + ' (' + percent(scorecard.recall) + ')'],
      ['half of them within', spread(scorecard.time_to_detect_minutes, 'min')],
      ['half of them within', spread(scorecard.messages_to_detect, 'messages')],
      ['spent before detection', percent(scorecard.cost_before_detection_share)],
      ['right findings', percent(scorecard.finding_precision)],
      ['right incidents', percent(scorecard.incident_precision)],
      ['false findings a day', few(scorecard.false_findings_per_day)],
      ['false incidents a day', few(scorecard.false_incidents_per_day)],
      ['look-alikes flagged', whole(scorecard.benign_flagged) + ' of ' + whole(scorecard.benign_results.length)],
      ['money of attacks saved', percent(scorecard.fraud_money_stopped_share)],
      ['legitimate messages lost', percent(scorecard.legitimate_lost_share)],
    ]),
    element('div', { class: 'charts' }, tradeOffFigure(rules), minutes.length > 1 ? foundWithinFigure(minutes, scorecard.attacks) : null),
    rules.length > 1 ? scoreTable('Beside published rules on the same events', 'rule', rules) : null,
    scoreTable('Patterns, each had its findings been all', 'pattern',
      Object.entries(scorecard.by_pattern).map(([name, score]) => ({ name, ...score }))),
    attackTable(scorecard.attack_results),
    scorecard.benign_results.length ? benignTable(scorecard.benign_results) : null,
  ].filter(Boolean));
}

function tradeOffFigure(rules) {
  const text = rules.map((rule) => rule.name + ' saves ' + percent(rule.fraud_money_stopped_share) + ' and loses '
    + percent(rule.legitimate_lost_share)).join('; ');
  const drawn = chart(() => tradeOffConfiguration(rules), text, true);
  drawn.style.height = (4 + rules.length * 1.9) + 'rem';
  return element('figure', {},
    element('figcaption', {}, 'What acting on it saves, and what it loses'),
    drawn,
    element('ul', { class: 'key', 'aria-hidden': 'true' },
      element('li', {}, element('i', { class: 'line verified-line' }), 'money of attacks saved'),
      element('li', {}, element('i', { class: 'line detected-line' }), 'legitimate messages lost')));
}

function foundWithinFigure(minutes, attacks) {
  const text = minutes.map((at, index) => (index + 1) + ' of ' + attacks + ' within ' + few(at) + ' minutes').join('; ');
  return element('figure', {}, element('figcaption', {}, 'Attacks found, of ' + whole(attacks) + ', by the time since they began'),
    chart(() => foundWithinConfiguration(minutes, attacks), text, true));
}

function scoreTable(caption, title, rows) {
  return table(caption, [
    { title, cell: (row) => row.name },
    { title: 'findings', number: true, cell: (row) => whole(row.findings) },
    { title: 'attacks found', number: true, cell: (row) => whole(row.detected) },
    { title: 'right', number: true, cell: (row) => percent(row.finding_precision) },
    { title: 'false a day', number: true, cell: (row) => few(row.false_findings_per_day) },
    { title: 'median minutes', number: true, cell: (row) => few(row.time_to_detect_minutes && row.time_to_detect_minutes.median) },
    { title: 'saved', number: true, cell: (row) => percent(row.fraud_money_stopped_share) },
    { title: 'lost', number: true, cell: (row) => percent(row.legitimate_lost_share) },
  ], rows, { rowClass: (row) => (row.ours ? 'ours' : null) });
}

function attackTable(results) {
  return table('Attacks in the labels', [
    { title: 'attack', cell: (result) => result.label_id },
    { title: 'began (UTC)', whole: true, cell: (result) => time(result.start) },
    { title: 'found after', number: true, cell: (result) => (result.minutes === null ? 'missed' : few(result.minutes) + ' min') },
    { title: 'messages until then', number: true, cell: (result) => whole(result.messages) + ' of ' + whole(result.total_messages) },
    { title: 'cost', number: true, cell: (result) => dollars(result.cost_usd) },
    { title: 'saved', number: true, cell: (result) => dollars(result.stopped_usd) },
    { title: 'first found by', cell: (result) => result.first_finding || UNKNOWN },
  ], results, { cards: true });
}

function benignTable(results) {
  return table('Harmless look-alikes in the labels', [
    { title: 'episode', cell: (result) => result.label_id },
    { title: 'flagged', cell: (result) => (result.finding_ids.length ? 'by ' + result.first_finding : 'no') },
    { title: 'messages', number: true, cell: (result) => whole(result.messages) },
    { title: 'of them lost', number: true, cell: (result) => whole(result.blocked_messages) },
  ], results, { cards: true });
}

function buildInput(run) {
  const blind = run.blind_spots || [];
  const unknown = run.unknown_fields || {};
  const dead = new Map();
  data.dead_letters.forEach((letter) => dead.set(letter.format || '', (dead.get(letter.format || '') || 0) + letter.count));
  const formats = [...new Set([...Object.keys(run.by_format || {}), ...Object.keys(unknown), ...dead.keys()])].sort();
  at('input-content').append(...[
    element('h3', {}, 'Blind spots'),
    blind.length ? element('ul', { class: 'plain explanation' }, blind.map((spot) => element('li', { class: 'value' }, spot)))
      : element('p', {}, run.blind_spots ? 'None: every pattern has what it needs of every tenant.' : 'Not known: the run has no report.'),
    element('h3', {}, 'Records'),
    run.records ? facts([
      ['records read', whole(run.records.read)],
      ['decoded', whole(run.records.decoded)],
      ['not about messages', whole(run.records.skipped)],
      ['dead letters', whole(run.records.dead)],
      ['events', whole(run.events.total)],
      ['late', whole(run.events.late)],
      ['repeated rows not counted', whole(run.events.duplicates) + ' (' + run.deduplicate + ')'],
      ['keys given up', whole(run.evicted_keys)],
      ['windows closed early', whole(run.idle_flushes)],
    ]) : null,
    formats.length ? table('By log format', [
      { title: 'format', cell: (format) => format || 'not recognised' },
      { title: 'events', number: true, cell: (format) => whole((run.by_format || {})[format] || 0) },
      { title: 'ignored fields', number: true, cell: (format) => whole(unknown[format] || 0) },
      { title: 'dead letters', number: true, cell: (format) => whole(dead.get(format) || 0) },
    ], formats) : null,
    tenantTable(blind),
    element('h3', {}, 'Dead letters'),
    data.dead_letters.length ? table('Records that could not be read, ' + whole(data.dead_letters_total) + ' in all, the most frequent first', [
      { title: 'file or topic', cell: (letter) => letter.file_or_topic },
      { title: 'format', whole: true, cell: (letter) => letter.format || 'not recognised' },
      { title: 'records', number: true, cell: (letter) => whole(letter.count) },
      { title: 'reason', cell: (letter) => letter.reason || '' },
      { title: 'first', whole: true, cell: (letter) => letter.position || '' },
      { title: 'begins with', cell: (letter) => element('code', { class: 'value' }, letter.excerpt || '') },
    ], data.dead_letters, { cards: true }) : element('p', {}, 'None: every record could be read.'),
  ].filter(Boolean));
}

/** What was found of each tenant, and whether a blind spot names it. */
function tenantTable(blind) {
  const tenants = data.totals.findings_by_tenant || {};
  return Object.keys(tenants).length ? table('By tenant, of those with findings', [
    { title: 'tenant', cell: (tenant) => tenant },
    { title: 'findings', number: true, cell: (tenant) => whole(tenants[tenant]) },
    { title: 'blind spots that name it', number: true, cell: (tenant) => whole(blind.filter((spot) => named(spot).includes(tenant)).length) },
  ], Object.keys(tenants)) : null;
}

/** Blind spots begin with “tenants bank, shop: ”. */
function named(spot) {
  return spot.split(': ')[0].replace(/^tenants? /, '').split(/, | and /);
}
