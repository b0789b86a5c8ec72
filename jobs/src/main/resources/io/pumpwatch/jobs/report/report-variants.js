'use strict';

/* What variants of the settings, tried in one pass, come to beside the first. */

const CURVES = [
  { key: 'recall', label: 'attacks found', line: 'sends', mark: 'circle' },
  { key: 'incident_precision', label: 'right incidents', line: 'expected', mark: 'rect', dash: [4, 3] },
  { key: 'fraud_money_stopped_share', label: 'money of attacks saved', line: 'verified', mark: 'triangle' },
  { key: 'legitimate_lost_share', label: 'legitimate messages lost', line: 'detected', mark: 'rectRot', dash: [1, 3] },
];

function buildVariants(comparison) {
  if (!comparison) {
    return;
  }
  at('variants').hidden = false;
  const named = new Map(comparison.variants.map((variant) => [variant.name, variant]));
  const labelled = comparison.variants[0].benign_flagged !== null;
  at('variant-content').append(...[
    element('p', {}, 'Tried in one pass over the same events. All else on this page is of the first, ',
      element('code', { class: 'value' }, comparison.first), '.'),
    element('div', { class: 'charts' }, Object.entries(comparison.sweeps).map(([key, points]) =>
      curveFigure(key, points.map((point) => ({ ...named.get(point.variant), value: point.value })), labelled))),
    variantTable(comparison.variants, labelled),
  ]);
}

/** Over the values of a setting: scores where there are labels, else how much there is to look at. */
function curveFigure(key, points, labelled) {
  const curves = labelled ? CURVES : [{ key: 'incidents', label: 'incidents', line: 'sends', mark: 'circle' }];
  const shown = (point, curve) => curve.label + ' ' + (labelled ? percent(point[curve.key]) : whole(point[curve.key]));
  const text = key + ': ' + points.map((point) => point.value + ': '
    + curves.map((curve) => shown(point, curve)).join(', ')).join('; ');
  return element('figure', {},
    element('figcaption', {}, 'Over values of ', element('code', { class: 'value' }, key)),
    chart(() => curveConfiguration(points, curves, labelled), text, true),
    element('ul', { class: 'key', 'aria-hidden': 'true' }, curves.map((curve) =>
      element('li', {}, element('i', { class: 'line ' + curve.line + '-line' + (curve.dash ? ' dashed' : '') }), curve.label))));
}

function curveConfiguration(points, curves, labelled) {
  return {
    type: 'line',
    data: {
      labels: points.map((point) => point.value),
      datasets: curves.map((curve) => ({
        label: curve.label,
        data: points.map((point) => (point[curve.key] === null ? null : point[curve.key] * (labelled ? 100 : 1))),
        borderColor: colour(curve.line),
        backgroundColor: colour(curve.line),
        borderDash: curve.dash || [],
        borderWidth: 2,
        pointStyle: curve.mark,
        pointRadius: 5,
        clip: false,
      })),
    },
    options: {
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: scale('', { grid: { display: false } }),
        y: scale('', labelled
          ? { min: 0, max: 100, ticks: { callback: (value) => value + ' %' } }
          : { beginAtZero: true, ticks: { precision: 0 } }),
      },
      plugins: {
        legend: { display: false },
        tooltip: { callbacks: { label: (item) => item.dataset.label + ' ' + (labelled ? percent(item.raw / 100) : whole(item.raw)) } },
      },
    },
  };
}

function variantTable(variants, labelled) {
  const scores = [
    { title: 'attacks found', number: true, cell: (variant) => percent(variant.recall) },
    { title: 'right incidents', number: true, cell: (variant) => percent(variant.incident_precision) },
    { title: 'false a day', number: true, cell: (variant) => few(variant.false_incidents_per_day) },
    { title: 'median minutes', number: true, cell: (variant) => few(variant.time_to_detect_median_minutes) },
    { title: 'saved', number: true, cell: (variant) => percent(variant.fraud_money_stopped_share) },
    { title: 'lost', number: true, cell: (variant) => percent(variant.legitimate_lost_share) },
  ];
  const change = (kind) => ({ title: kind, number: true, cell: (variant) => whole(variant.changes[kind]) });
  return table('Variants; new, gone, earlier and later are findings that alert, against the first', [
    { title: 'variant', cell: (variant) => element('span', { class: 'value', title: settingsText(variant) }, variant.name) },
    ...(labelled ? scores : []),
    { title: 'findings', number: true, cell: (variant) => whole(variant.findings) },
    { title: 'incidents', number: true, cell: (variant) => whole(variant.incidents) },
    change('new'), change('gone'), change('earlier'), change('later'),
  ], variants, { cards: true });
}

function settingsText(variant) {
  return Object.entries(variant.settings).map(([key, setting]) =>
    key + ': ' + setting.value + ' instead of ' + setting.first).join('; ');
}
