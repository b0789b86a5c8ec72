'use strict';

const SEVERITIES = ['critical', 'high', 'medium', 'low', 'informational'];
const STATES = {
  alerting: 'alerting', informational: 'informational', explained: 'explained by another',
  suppressed: 'suppressed', shadow: 'shadow',
};
const MOST_IN_OVERVIEW = 25;
const MOST_ACTIONS = 8;

const data = JSON.parse(document.getElementById('data').textContent);
const findingsById = new Map(data.findings.map((finding) => [finding.finding_id, finding]));
const findingsOf = new Map();
data.findings.forEach((finding) => {
  findingsOf.set(finding.incident_id, [...(findingsOf.get(finding.incident_id) || []), finding]);
});

function at(id) {
  return document.getElementById(id);
}

/* Findings */

/** Whether the logs say of these findings which codes came back. */
function tellsSuccess(findings) {
  return findings.some((finding) => finding.conversion !== undefined || finding.verified > 0);
}

function timelineText(timeline, detectedAt, success) {
  const total = (values) => values.reduce((sum, number) => sum + (number || 0), 0);
  const peak = Math.max(...timeline.sends.map((number) => number || 0));
  const peakAt = new Date(Date.parse(timeline.start)
    + timeline.sends.indexOf(peak) * timeline.step_seconds * 1000).toISOString();
  const refused = total(timeline.refused);
  return whole(total(timeline.sends)) + ' messages' + (refused ? ' and ' + whole(refused) + ' refusals' : '')
    + ', where ' + significant(total(timeline.expected)) + ' are expected; '
    + (success ? whole(total(timeline.verified)) + ' codes came back' : 'which codes came back is not logged') + '; most, ' + whole(peak) + ', in the '
    + span(peakAt, new Date(Date.parse(peakAt) + timeline.step_seconds * 1000).toISOString())
    + ' from ' + time(peakAt) + ' UTC' + (detectedAt ? '; detected ' + time(detectedAt) : '');
}

function timelineFigure(timeline, detectedAt, subject, success) {
  const step = timeline.step_seconds / 60;
  const length = step === 1 ? 'minute' : span(timeline.start,
    new Date(Date.parse(timeline.start) + timeline.step_seconds * 1000).toISOString());
  const key = element('ul', { class: 'key', 'aria-hidden': 'true' },
    element('li', {}, element('i', { class: 'sends' }), 'messages'),
    timeline.refused.some(Boolean) ? element('li', {}, element('i', { class: 'refused' }), 'refused') : null,
    success ? element('li', {}, element('i', { class: 'line verified-line' }), 'codes that came back') : null,
    element('li', {}, element('i', { class: 'line dashed expected-line' }), 'expected messages'),
    element('li', {}, element('i', { class: 'line detected-line' }), 'detected'));
  const text = timelineText(timeline, detectedAt, success);
  return element('figure', {},
    element('figcaption', {}, subject + ', by ' + length + ', UTC. Gaps are minutes that are no evidence.'),
    chart(() => timelineConfiguration(timeline, detectedAt, success), subject + ': ' + text, false),
    key,
    numbers(() => timelineTable(timeline, text, success)));
}

/** What a chart shows, for those who would rather read it; made when it is opened. */
function numbers(make) {
  const details = element('details', { class: 'numbers' }, element('summary', {}, 'Numbers'));
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1) {
      details.append(make());
    }
  });
  return details;
}

function timelineTable(timeline, caption, success) {
  const rows = timeline.sends
    .map((sends, index) => ({
      at: new Date(Date.parse(timeline.start) + index * timeline.step_seconds * 1000).toISOString(),
      sends, refused: timeline.refused[index], verified: timeline.verified[index], expected: timeline.expected[index],
    }))
    .filter((row) => row.sends !== null);
  return table(caption, [
    { title: 'from (UTC)', whole: true, cell: (row) => time(row.at) },
    { title: 'messages', number: true, cell: (row) => whole(row.sends) },
    { title: 'expected', number: true, cell: (row) => significant(row.expected) },
    { title: 'refused', number: true, cell: (row) => whole(row.refused) },
    { title: 'codes back', number: true, cell: (row) => (success ? whole(row.verified) : UNKNOWN) },
  ], rows);
}

const FINDING_COLUMNS = [
  { title: 'about', cell: (finding) => opener(finding) },
  { title: 'severity', cell: (finding) => element('span', {}, badge(finding.severity)) },
  { title: 'pattern', cell: (finding) => finding.pattern },
  { title: 'state', whole: true, cell: (finding) => STATES[finding.state] || finding.state },
  { title: 'tenant', cell: (finding) => finding.tenant || UNKNOWN },
  { title: 'messages', number: true, cell: (finding) => whole(finding.sends) },
  { title: 'conversion', number: true, cell: (finding) => percent(finding.conversion) },
  { title: 'cost', number: true, cell: (finding) => dollars(finding.cost_usd, finding.cost_is_estimated) },
  { title: 'detected (UTC)', whole: true, cell: (finding) => time(finding.detected_at) },
];

function opener(finding) {
  const button = element('button', { type: 'button', class: 'toggle value', 'aria-expanded': 'false' }, entityText(finding));
  button.addEventListener('click', () => {
    const row = button.closest('tr');
    const open = button.getAttribute('aria-expanded') === 'true';
    if (open) {
      row.nextElementSibling.querySelectorAll('canvas').forEach(forget);
      row.nextElementSibling.remove();
    } else {
      row.after(element('tr', { class: 'detail' },
        element('td', { colspan: FINDING_COLUMNS.length }, findingDetail(finding))));
    }
    button.setAttribute('aria-expanded', String(!open));
  });
  return button;
}

function findingDetail(finding) {
  const explainer = finding.explained_by
    ? entityText(findingsById.get(finding.explained_by) || { entity_kind: 'finding', entity_value: finding.explained_by })
    : null;
  return element('div', {},
    element('p', { class: 'explanation value' }, finding.explanation || ''),
    facts([
      ['to do', finding.recommended_action],
      ['explained by', explainer],
      ['suppressed by', finding.suppressed_by],
      ['evidence (UTC)', time(finding.window_start) + ' to ' + time(finding.window_end) + ', ' + span(finding.window_start, finding.window_end)],
      ['score', significant(finding.score) + ', limit ' + significant(finding.threshold)],
      ['confidence', percent(finding.confidence)],
      ['expected', significant(finding.expected_sends) + ' messages, ' + finding.expectation_source],
      ['requested, sent', whole(finding.requested) + ', ' + whole(finding.sent)],
      ['delivered, undelivered', whole(finding.delivered) + ', ' + whole(finding.undelivered)],
      ['failed, refused', whole(finding.failed) + ', ' + whole(finding.blocked)],
      ['codes that came back', tellsSuccess([finding]) ? whole(finding.verified) : 'not logged'],
      ['number sessions judged', finding.trials === undefined ? null : whole(finding.trials) + ', ' + whole(finding.failed_trials) + ' without success; normal conversion ' + percent(finding.expected_conversion)],
      ['distinct', whole(finding.distinct_destinations) + ' numbers, ' + whole(finding.distinct_source_ips) + ' clients, ' + whole(finding.distinct_users) + ' users'],
      ['longest run', finding.longest_run === undefined ? null : whole(finding.longest_run) + ' numbers'],
      ['of the block seen', finding.block_density === undefined ? null : percent(finding.block_density)],
      ['at risk', dollars(finding.cost_at_risk_usd_per_hour, finding.cost_is_estimated) + ' an hour'],
      ['flow', finding.flow], ['country', finding.country && country(finding.country)],
      ['carrier', [finding.network_name, finding.network].filter(Boolean).join(', ')],
      ['provider', finding.provider], ['region', finding.region],
      ['status', finding.status + (finding.cut_by_end_of_input ? ', still going when the input ended' : '')],
      ['id', finding.finding_id], ['rules', finding.rules_version],
    ]),
    finding.timeline ? timelineFigure(finding.timeline, finding.detected_at, 'Evidence on ' + entityText(finding), tellsSuccess([finding])) : null,
    evidenceLists([finding], 20),
    finding.message_ids && finding.message_ids.length
      ? element('details', {}, element('summary', {}, 'Messages, ' + finding.message_ids.length + ' examples'), element('p', { class: 'value' }, finding.message_ids.join(', ')))
      : null);
}

/** Blocks, clients and programs of findings; of a value that several have, the greatest count. */
function evidenceLists(findings, most) {
  const merged = (lists, key) => {
    const counts = new Map();
    lists.flat().filter(Boolean).forEach((item) => {
      const known = counts.get(item[key]);
      if (!known || known.count < item.count) {
        counts.set(item[key], item);
      }
    });
    return [...counts.values()].sort((one, other) => other.count - one.count);
  };
  const list = (caption, items, columns, few) => {
    const shown = few || most;
    return items.length ? table(
      items.length > shown ? caption + ', ' + shown + ' of ' + items.length : caption, columns, items.slice(0, shown)) : null;
  };
  const counted = (title) => [
    { title, cell: (item) => item.value },
    { title: 'attempts', number: true, cell: (item) => whole(item.count) },
  ];
  return element('div', { class: 'lists' },
    list('Destinations', merged(findings.map((finding) => finding.destination_ranges), 'prefix'), [
      { title: 'block', whole: true, cell: (range) => range.prefix },
      { title: 'numbers', number: true, cell: (range) => whole(range.count) },
      { title: 'ending in', whole: true, cell: (range) => [...new Set([range.first, range.last])]
        .map((number) => number.slice(range.prefix.length)).join(' – ') },
    ]),
    list('Client addresses', merged(findings.map((finding) => finding.top_source_ips), 'value'), counted('address')),
    list('User agents', merged(findings.map((finding) => finding.top_user_agents), 'value'), counted('user agent'), Math.ceil(most / 2)));
}

/* Incidents */

function incidentTitle(incident) {
  const listed = findingsOf.get(incident.id) || [];
  const lead = findingsById.get(incident.leading[0]) || listed[0];
  if (!lead) {
    return incident.patterns.join(', ');
  }
  const entities = new Set(listed
    .filter((finding) => finding.entity_kind === lead.entity_kind && finding.block_digits === lead.block_digits
      && finding.pattern === lead.pattern)
    .map(entityText));
  if (entities.size === 1) {
    return entityText(lead);
  }
  return entityText(lead) + (incident.findings > listed.length ? ' and more' : ' and ' + (entities.size - 1) + ' more');
}

function incidentArticle(incident) {
  const listed = findingsOf.get(incident.id) || [];
  const telling = incident.alerting ? listed.filter((finding) => finding.state === 'alerting') : listed;
  const leading = incident.leading.map((id) => findingsById.get(id)).filter(Boolean);
  const actions = [...new Set(telling.map((finding) => finding.recommended_action).filter(Boolean))];
  const reasons = incident.patterns
    .map((pattern) => telling.find((finding) => finding.pattern === pattern)).filter(Boolean);
  const titleId = 'incident-' + incident.id.slice(0, 8) + '-title';
  const article = element('article', { id: 'incident-' + incident.id.slice(0, 8), 'aria-labelledby': titleId },
    element('header', {},
      badge(incident.severity),
      element('h3', { id: titleId, class: 'value' }, incidentTitle(incident)),
      incident.alerting ? null : element('span', { class: 'badge quiet' }, 'does not alert'),
      incident.open ? element('span', { class: 'badge quiet' }, 'still going') : null),
    facts([
      ['spent', dollars(incident.cost_usd, incident.cost_is_estimated)],
      ['messages', whole(incident.sends)],
      ['when (UTC)', time(incident.start) + ', for ' + span(incident.start, incident.end)],
      ['detected', time(incident.detected_at) + ', after ' + span(incident.start, incident.detected_at)],
      [incident.countries.length > 1 ? 'countries' : 'country', several(incident.countries.map(country))],
      [incident.tenants.length > 1 ? 'tenants' : 'tenant', several(incident.tenants)],
      [incident.flows.length > 1 ? 'flows' : 'flow', several(incident.flows)],
      [incident.patterns.length > 1 ? 'patterns' : 'pattern', several(incident.patterns, 6)],
      ['tied to', incident.related.length ? several(incident.related.map((id) => id.slice(0, 8))) : null],
      ['incident', incident.id.slice(0, 8)],
    ]),
    actions.length ? element('div', { class: 'do' }, element('strong', {}, 'What to do'),
      element('ul', {}, actions.slice(0, MOST_ACTIONS).map((action) => element('li', { class: 'value' }, action)),
        actions.length > MOST_ACTIONS ? element('li', {}, 'and ' + (actions.length - MOST_ACTIONS) + ' more, below') : null)) : null,
    element('ul', { class: 'plain explanation' }, reasons.map((finding) =>
      element('li', {}, element('strong', {}, finding.pattern), ': ', value(finding.explanation || '')))),
    incident.timeline ? timelineFigure(incident.timeline, incident.detected_at, timelineSubject(leading), tellsSuccess(leading)) : null,
    evidenceLists(leading, 5));
  const more = incident.findings - listed.length;
  const details = element('details', {},
    element('summary', {}, 'Findings of this incident (' + whole(incident.findings) + (more ? ', ' + whole(more) + ' of them not on this page' : '') + ')'));
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1) {
      details.append(table('Findings of incident ' + incident.id.slice(0, 8), FINDING_COLUMNS, listed, { cards: true }));
    }
  });
  article.append(details);
  return article;
}

function timelineSubject(leading) {
  if (leading.length === 1) {
    return 'Evidence on ' + entityText(leading[0]);
  }
  return 'Evidence of ' + leading.length + ' findings, ' + leading[0].pattern + ' on '
    + several([...new Set(leading.map(entityText))], 2);
}

const articles = new Map(data.incidents.map((incident) => [incident.id, incidentArticle(incident)]));

/* Filters */

const filter = {
  states: new Set(data.totals.findings_by_state.alerting ? ['alerting'] : Object.keys(STATES)),
  severity: '', pattern: '', tenant: '', country: '', text: '',
};

function passes(finding) {
  return filter.states.has(finding.state)
    && (!filter.severity || SEVERITIES.indexOf(finding.severity) <= SEVERITIES.indexOf(filter.severity))
    && (!filter.pattern || finding.pattern === filter.pattern)
    && (!filter.tenant || finding.tenant === filter.tenant)
    && (!filter.country || finding.country === filter.country)
    && (!filter.text || searched(finding).includes(filter.text));
}

const searchTexts = new Map();

function searched(finding) {
  if (!searchTexts.has(finding.finding_id)) {
    searchTexts.set(finding.finding_id, [entityText(finding), finding.finding_id, finding.incident_id,
      finding.explanation, finding.flow, finding.network_name, finding.destination_ranges, finding.top_source_ips,
      finding.top_user_agents].map((part) => (typeof part === 'string' ? part : JSON.stringify(part || ''))).join('\n').toLowerCase());
  }
  return searchTexts.get(finding.finding_id);
}

function choice(id, label, values, show) {
  const options = [element('option', { value: '' }, 'all'),
    ...values.map((text) => element('option', { value: text }, show ? show(text) : text))];
  const select = element('select', { id: 'filter-' + id }, options);
  select.addEventListener('change', () => { filter[id] = select.value; apply(); });
  return element('label', { for: 'filter-' + id }, element('span', {}, label), select);
}

function distinct(key) {
  return [...new Set(data.findings.map((finding) => finding[key]).filter(Boolean))].sort();
}

function buildFilters() {
  const boxes = Object.entries(STATES).map(([state, word]) => {
    const box = element('input', { type: 'checkbox', value: state, name: 'state', checked: filter.states.has(state) });
    box.addEventListener('change', () => {
      if (box.checked) { filter.states.add(state); } else { filter.states.delete(state); }
      apply();
    });
    return element('label', {}, box, word + ' (' + whole(data.totals.findings_by_state[state] || 0) + ')');
  });
  const search = element('input', { type: 'search', id: 'filter-text', placeholder: 'number, address, text', autocomplete: 'off' });
  search.addEventListener('input', () => { filter.text = search.value.trim().toLowerCase(); apply(); });
  const form = at('filters');
  form.addEventListener('submit', (event) => event.preventDefault());
  form.append(
    element('fieldset', {}, element('legend', {}, 'Findings that are'), boxes),
    choice('severity', 'Severity from', SEVERITIES.slice(0, 4)),
    choice('pattern', 'Pattern', distinct('pattern')),
    choice('tenant', 'Tenant', distinct('tenant')),
    choice('country', 'Country', distinct('country'), country),
    element('label', { for: 'filter-text' }, element('span', {}, 'Containing'), search));
}

const findingRows = new Map();

function apply() {
  const passing = new Set(data.findings.filter(passes));
  const incidents = new Set([...passing].map((finding) => finding.incident_id));
  data.findings.forEach((finding) => {
    const row = findingRows.get(finding.finding_id);
    row.hidden = !passing.has(finding);
    if (row.hidden && row.nextElementSibling && row.nextElementSibling.className === 'detail') {
      row.querySelector('.toggle').click();
    }
  });
  articles.forEach((article, id) => { article.hidden = !incidents.has(id); });
  const shown = data.incidents.filter((incident) => incidents.has(incident.id));
  at('incidents-count').textContent = shown.length
    ? whole(shown.length) + ' of ' + whole(data.totals.incidents) + (data.totals.incidents === 1 ? ' incident' : ' incidents')
      + ' shown, the most severe first.'
    : data.totals.incidents ? 'No incident passes the filters.' : 'No incidents: nothing was found.';
  at('findings-count').textContent = whole(passing.size) + ' of ' + whole(data.totals.findings) + ' findings shown.';
  showOverview(shown.slice(0, MOST_IN_OVERVIEW));
}

function showOverview(incidents) {
  const host = at('overview');
  host.querySelectorAll('canvas').forEach(forget);
  host.replaceChildren();
  if (incidents.length > 1) {
    const titles = incidents.map((incident) => {
      const title = incidentTitle(incident);
      const most = host.clientWidth < NARROW ? 20 : 36;
      return title.length > most ? title.slice(0, most - 1) + '…' : title;
    });
    const drawn = chart(() => overviewConfiguration(incidents, titles),
      'When the incidents took place: ' + incidents.map((incident, index) =>
        titles[index] + ', ' + incident.severity + ', ' + time(incident.start) + ' to ' + time(incident.end)).join('; '), false);
    drawn.style.height = (3 + incidents.length * 1.7) + 'rem';
    host.append(element('figure', {}, element('figcaption', {}, 'When they took place, from '
      + time(incidents.map((incident) => incident.start).sort()[0]) + ' UTC'), drawn));
  }
}

function buildIncidents() {
  at('incident-list').append(...articles.values());
  at('left-out').hidden = true;
  const left = [];
  if (data.incidents.length < data.totals.incidents) {
    left.push(whole(data.totals.incidents - data.incidents.length) + ' less severe incidents');
  }
  if (data.findings.length < data.totals.findings) {
    left.push(whole(data.totals.findings - data.findings.length) + ' findings');
  }
  if (left.length) {
    at('left-out').hidden = false;
    at('left-out').textContent = 'Too many to show all: this page leaves out ' + left.join(' and ')
      + '. Sums count them. “pumpwatch findings” prints every one.';
  }
}

function buildFindings() {
  const made = table('Findings, those of an incident together', FINDING_COLUMNS, data.findings, { cards: true });
  [...made.querySelectorAll('tbody > tr')].forEach((row, index) => findingRows.set(data.findings[index].finding_id, row));
  at('finding-table').append(data.findings.length ? made : element('p', {}, 'None.'));
}

function buildCountries() {
  const most = Math.max(...data.countries.map((entry) => entry.cost_usd), 0);
  at('country-table').append(data.countries.length ? table(
    'Countries by what alerting incidents cost; messages that several findings count are counted once', [
      { title: 'country', cell: (entry) => country(entry.country) },
      { title: 'spent', number: true, cell: (entry) => dollars(entry.cost_usd, data.totals.cost_is_estimated) },
      { title: 'share of it', bar: true, cell: (entry) => bar(most ? entry.cost_usd / most : 0) },
      { title: 'messages', number: true, cell: (entry) => whole(entry.sends) },
      { title: 'incidents', number: true, cell: (entry) => whole(entry.incidents) },
    ], data.countries) : element('p', {}, 'Nothing alerts.'));
}

buildFilters();
buildIncidents();
buildCountries();
buildFindings();
buildScores(data.scorecard);
buildVariants(data.comparison);
buildInput(data.run);
buildHead(data.run, data.scorecard);
apply();
