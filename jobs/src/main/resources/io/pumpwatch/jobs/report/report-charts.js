'use strict';

/* Charts. Each is drawn when it comes into sight, and anew where the colours change. Every chart has
   its text beside it: canvases say nothing to those who cannot see them. */

const charts = new Map();

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}

/** A canvas that `configure` fills; `label` says what it shows. */
function chart(configure, label, tall) {
  const canvas = element('canvas', { role: 'img', 'aria-label': label });
  const host = element('div', { class: tall ? 'chart tall' : 'chart' }, canvas);
  charts.set(canvas, { configure, drawn: null });
  sight.observe(canvas);
  return host;
}

const sight = new IntersectionObserver(
  (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => draw(entry.target)),
  { rootMargin: '400px' });

function draw(canvas) {
  const known = charts.get(canvas);
  if (!known || known.drawn) {
    return;
  }
  sight.unobserve(canvas);
  const configuration = known.configure();
  configuration.options = {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    devicePixelRatio: Math.max(2, window.devicePixelRatio || 1),
    ...configuration.options,
  };
  known.drawn = new Chart(canvas, configuration);
}

function forget(canvas) {
  const known = charts.get(canvas);
  if (known && known.drawn) {
    known.drawn.destroy();
  }
  sight.unobserve(canvas);
  charts.delete(canvas);
}

function redraw(all) {
  charts.forEach((known, canvas) => {
    if (known.drawn || all) {
      if (known.drawn) {
        known.drawn.destroy();
        known.drawn = null;
      }
      draw(canvas);
    }
  });
}

/** The page is white on paper whatever the screen is, and has its own width. */
const PAPER_WIDTH = 670;
const PAPER_HEIGHT = 165;

window.addEventListener('beforeprint', () => {
  document.documentElement.classList.add('on-paper');
  redraw(true);
  charts.forEach((known, canvas) => {
    const host = canvas.parentElement;
    if (known.drawn && host.offsetParent) {
      known.drawn.resize(PAPER_WIDTH, host.style.height ? host.clientHeight : PAPER_HEIGHT);
    }
  });
});
window.addEventListener('afterprint', () => {
  document.documentElement.classList.remove('on-paper');
  redraw(false);
});
window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => redraw(false));

function scale(title, more) {
  return {
    ...more,
    title: { display: Boolean(title), text: title, color: colour('soft') },
    grid: { color: colour('line') },
    border: { color: colour('line') },
    ticks: { color: colour('soft'), maxRotation: 0, autoSkipPadding: 16, ...(more && more.ticks) },
  };
}

/** A line down the chart where something happened; `at` counts in steps of the axis. */
const momentLine = {
  id: 'moment',
  afterDatasetsDraw(drawn, unused, options) {
    if (options.at === undefined) {
      return;
    }
    const x = drawn.scales.x.getPixelForValue(options.at);
    const { top, bottom, left, right } = drawn.chartArea;
    if (!(x >= left && x <= right)) {
      return;
    }
    const context = drawn.ctx;
    context.save();
    context.strokeStyle = colour('detected');
    context.lineWidth = 2;
    context.beginPath();
    context.moveTo(x, top);
    context.lineTo(x, bottom);
    context.stroke();
    context.restore();
  },
};

/** Messages, refusals and codes of a timeline in its steps, what is normal, and the detection. */
function timelineConfiguration(timeline, detectedAt, success) {
  const start = Date.parse(timeline.start);
  const step = timeline.step_seconds * 1000;
  const labels = timeline.sends.map((unused, index) => axisTime(start + index * step, timeline));
  const bars = { type: 'bar', stack: 'attempts', barPercentage: 1, categoryPercentage: 0.92, maxBarThickness: 36, order: 3 };
  const lines = { type: 'line', pointHitRadius: 6, spanGaps: false, borderWidth: 2 };
  const datasets = [{ ...bars, label: 'messages', data: timeline.sends, backgroundColor: colour('sends') }];
  if (timeline.refused.some(Boolean)) {
    datasets.push({ ...bars, label: 'refused', data: timeline.refused, backgroundColor: colour('refused') });
  }
  if (success) {
    datasets.push({ ...lines, label: 'codes that came back', data: timeline.verified,
      borderColor: colour('verified'), backgroundColor: colour('verified'),
      pointRadius: timeline.verified.map((count) => (count ? 3 : 0)), order: 1 });
  }
  datasets.push({ ...lines, label: 'expected messages', data: timeline.expected,
    borderColor: colour('expected'), backgroundColor: colour('expected'), borderDash: [4, 3], borderWidth: 1.5,
    pointRadius: 0, stepped: 'middle', order: 2 });
  return {
    data: { labels, datasets },
    plugins: [momentLine],
    options: {
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: scale('', { stacked: true, grid: { display: false } }),
        y: scale('', { stacked: false, beginAtZero: true, ticks: { precision: 0 } }),
      },
      plugins: {
        legend: { display: false },
        moment: { at: detectedAt === undefined ? undefined : (Date.parse(detectedAt) - start) / step - 0.5 },
      },
    },
  };
}

function axisTime(moment, timeline) {
  const text = new Date(moment).toISOString();
  const days = timeline.sends.length * timeline.step_seconds > 86400;
  return days ? text.slice(5, 10) + ' ' + text.slice(11, 16) : text.slice(11, 16);
}

/** Pixels below which a chart has room for little text. */
const NARROW = 560;

const TICK_MINUTES = [5, 10, 15, 30, 60, 120, 180, 360, 1440, 2880, 10080, 20160, 43200];

/** Round times along an axis of milliseconds, as many as there is room for. */
function timeTicks(axis) {
  const most = axis.chart.width < NARROW ? 4 : 8;
  const minutes = TICK_MINUTES.find((length) => (axis.max - axis.min) / (length * 60000) <= most);
  const step = (minutes || 43200) * 60000;
  axis.ticks = [];
  for (let at = Math.ceil(axis.min / step) * step; at <= axis.max; at += step) {
    axis.ticks.push({ value: at });
  }
}

/** When incidents took place, a bar each. */
function overviewConfiguration(incidents, titles) {
  const spans = incidents.map((incident) => [Date.parse(incident.start), Date.parse(incident.end)]);
  const from = Math.min(...spans.map((span) => span[0]));
  const to = Math.max(...spans.map((span) => span[1]));
  const margin = Math.max(60000, (to - from) * 0.02);
  const day = 86400000;
  return {
    type: 'bar',
    data: {
      labels: titles,
      datasets: [{
        data: spans,
        backgroundColor: incidents.map((incident) => colour(incident.severity)),
        minBarLength: 4,
        borderSkipped: false,
        maxBarThickness: 18,
        categoryPercentage: 0.85,
      }],
    },
    options: {
      indexAxis: 'y',
      scales: {
        x: scale('', {
          min: from - margin,
          max: to + margin,
          afterBuildTicks: timeTicks,
          ticks: {
            callback: (value) => {
              const text = new Date(value).toISOString();
              return to - from <= day ? text.slice(11, 16) : text.slice(5, 10);
            },
          },
        }),
        y: scale('', { grid: { display: false }, ticks: { autoSkip: false } }),
      },
      plugins: {
        legend: { display: false },
        tooltip: {
          callbacks: {
            label: (item) => time(incidents[item.dataIndex].start) + ' to ' + time(incidents[item.dataIndex].end),
          },
        },
      },
    },
  };
}

/** Of each way to detect, what acting on it would save and lose. */
function tradeOffConfiguration(rows) {
  const percentAxis = { min: 0, max: 100, ticks: { callback: (value) => value + ' %' } };
  const bars = (label, key, name) => ({
    label,
    data: rows.map((row) => (row[key] === null || row[key] === undefined ? null : row[key] * 100)),
    backgroundColor: colour(name),
    barPercentage: 0.9,
    categoryPercentage: 0.75,
  });
  return {
    type: 'bar',
    data: {
      labels: rows.map((row) => row.name),
      datasets: [
        bars('money of attacks saved', 'fraud_money_stopped_share', 'verified'),
        bars('legitimate messages lost', 'legitimate_lost_share', 'detected'),
      ],
    },
    options: {
      indexAxis: 'y',
      scales: { x: scale('', percentAxis), y: scale('', { grid: { display: false }, ticks: { autoSkip: false } }) },
      plugins: {
        legend: { display: false },
        tooltip: { callbacks: { label: (item) => item.dataset.label + ' ' + percent(item.raw / 100) } },
      },
    },
  };
}

/** How many attacks were found within how many minutes. */
function foundWithinConfiguration(minutes, attacks) {
  const points = [{ x: 0, y: 0 }];
  minutes.forEach((at, index) => points.push({ x: at, y: index + 1 }));
  const end = Math.ceil(minutes[minutes.length - 1] / 5 + 0.1) * 5;
  points.push({ x: end, y: minutes.length });
  return {
    type: 'line',
    data: {
      datasets: [{
        label: 'attacks found', data: points, stepped: 'before', borderColor: colour('sends'),
        backgroundColor: colour('sends'), pointRadius: points.map((unused, index) => (index > 0 && index < points.length - 1 ? 4 : 0)),
        borderWidth: 2,
        clip: false,
      }],
    },
    options: {
      scales: {
        x: scale('minutes from the start of the attack', { type: 'linear', min: 0, max: end }),
        y: scale('', { min: 0, max: attacks, ticks: { precision: 0 } }),
      },
      plugins: { legend: { display: false } },
    },
  };
}
