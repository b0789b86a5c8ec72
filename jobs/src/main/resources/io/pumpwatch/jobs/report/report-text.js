'use strict';

/* Text from logs is shown by text nodes alone, never as markup. */

/** An element with attributes and, as text or elements, what is in it. */
function element(name, attributes, ...content) {
  const made = document.createElement(name);
  Object.entries(attributes || {}).forEach(([key, value]) => {
    if (value !== undefined && value !== null && value !== false) {
      made.setAttribute(key, value === true ? '' : value);
    }
  });
  made.append(...content.flat().filter((part) => part !== null && part !== undefined));
  return made;
}

const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const FEW = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const MONEY = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const REGIONS = new Intl.DisplayNames(['en'], { type: 'region' });
const UNKNOWN = '–';

function whole(value) {
  return value === undefined || value === null ? UNKNOWN : WHOLE.format(value);
}

function few(value) {
  return value === undefined || value === null ? UNKNOWN : FEW.format(value);
}

/** Three significant digits, for what may be far below one. */
function significant(value) {
  if (value === undefined || value === null) {
    return UNKNOWN;
  }
  return Math.abs(value) >= 100 ? WHOLE.format(value) : String(Number(value.toPrecision(3)));
}

function percent(share) {
  return share === undefined || share === null ? UNKNOWN : FEW.format(share * 100) + ' %';
}

/** Dollars, with a tilde where a tariff stood in for a price. */
function dollars(amount, estimated) {
  return amount === undefined || amount === null ? UNKNOWN : (estimated ? '~' : '') + MONEY.format(amount);
}

/** A time in UTC, to the minute. */
function time(moment) {
  return moment ? moment.slice(0, 10) + ' ' + moment.slice(11, 16) : UNKNOWN;
}

function span(start, end) {
  const minutes = Math.round((Date.parse(end) - Date.parse(start)) / 60000);
  if (minutes < 120) {
    return minutes + ' min';
  }
  return minutes < 2880 ? FEW.format(minutes / 60) + ' h' : FEW.format(minutes / 1440) + ' d';
}

function country(code) {
  if (!code) {
    return 'not known, or several';
  }
  return /^[A-Z]{2}$/.test(code) ? REGIONS.of(code) + ' (' + code + ')' : code;
}

const KINDS = {
  source_ip: 'client', source_network: 'client network', identity: 'credential', user: 'user',
  destination: 'number', destination_block: 'block', destination_range: 'range', network: 'carrier',
  country: 'country', flow: 'flow', tenant: 'tenant', block_cohort: 'small blocks in',
};

/** What a finding is about: `+24177012xxx`, `203.0.113.7`; `x` stands for open digits. */
function entityValue(finding) {
  return finding.entity_value + 'x'.repeat(Math.min(12, Math.max(0, finding.block_digits || 0)));
}

function entityText(finding) {
  return (KINDS[finding.entity_kind] || finding.entity_kind) + ' ' + entityValue(finding);
}

function value(text) {
  return element('span', { class: 'value' }, text);
}

function badge(severity) {
  return element('span', { class: 'badge ' + (SEVERITIES.includes(severity) ? severity : 'quiet') }, severity);
}

/** Pairs of a name and what it is; pairs without content are left out. */
function facts(pairs) {
  return element('dl', { class: 'facts' }, pairs
    .filter((pair) => pair[1] !== undefined && pair[1] !== null && pair[1] !== '')
    .map((pair) => element('div', {}, element('dt', {}, pair[0]), element('dd', {}, value(pair[1])))));
}

function several(values, most) {
  const shown = values.slice(0, most || 4).join(', ');
  const rest = values.length - (most || 4);
  return rest > 0 ? shown + ' and ' + rest + ' more' : shown;
}

/**
 * A table that can be scrolled by the keyboard.
 *
 * columns: {title, cell(row)} and how to set it, of which the first heads its row:
 * number to the right, whole on one line, bar as a picture.
 */
function table(caption, columns, rows, options) {
  const settings = options || {};
  const head = element('tr', {}, columns.map((column) =>
    element('th', { scope: 'col', class: column.number ? 'number' : null }, column.title)));
  const body = element('tbody', {}, rows.map((row) => tableRow(columns, row, settings.rowClass && settings.rowClass(row))));
  const made = element('table', { class: settings.cards ? 'cards' : null },
    element('caption', {}, caption), element('thead', {}, head), body);
  return element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption }, made);
}

function tableRow(columns, row, rowClass) {
  return element('tr', { class: rowClass }, columns.map((column, index) => {
    const content = column.cell(row);
    return element(index === 0 ? 'th' : 'td', {
      scope: index === 0 ? 'row' : null,
      class: column.bar ? 'bar' : column.number ? 'number' : column.whole ? 'whole' : null,
      'data-label': column.title,
    }, typeof content === 'string' ? value(content) : content);
  }));
}

/** A bar as long as its share of the whole. */
function bar(share) {
  const made = element('div', { role: 'presentation' });
  made.style.width = (Math.max(0, Math.min(1, share)) * 100).toFixed(1) + '%';
  return made;
}
