// What the server made is a whole page. This keeps it fresh, draws its charts with uPlot, and gives the lines to paste a button.
'use strict';

(() => {
  const range = document.body.dataset.range;
  const every = 1000;
  const patience = 5000;

  // --- Freshness: the same page once a second; what is marked data-live and differs takes the place of what it was.

  const offline = document.getElementById('offline');
  let answeredAt = new Date();

  async function ask(url) {
    const response = await fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(patience) });
    // 503 brings a page too: that there is no timekeeper.
    if (!response.ok && response.status !== 503) throw new Error(response.status);
    return response;
  }

  const shape = (root) => Array.from(root.querySelectorAll('main > *'), (part) => part.id).join();

  async function refresh() {
    const text = await (await ask(location.pathname + location.search)).text();
    const fresh = new DOMParser().parseFromString(text, 'text/html');
    if (shape(fresh) !== shape(document)) {
      location.reload();
      return;
    }

    for (const old of document.querySelectorAll('[data-live]')) {
      const now = fresh.getElementById(old.id);
      if (now && !old.isEqualNode(now)) {
        old.className = now.className;
        old.replaceChildren(...now.childNodes);
      }
    }

    document.title = fresh.title;
  }

  async function live() {
    if (!document.hidden) {
      try {
        await refresh();
        if (charts.length > 0) await extend();
        answeredAt = new Date();
        offline.hidden = true;
      } catch {
        const since = `No answer from this box since ${answeredAt.toISOString().slice(11, 19)} UTC. What you see is from then.`;
        if (offline.textContent !== since) offline.textContent = since;
        offline.hidden = false;
      }
    }

    setTimeout(live, every);
  }

  // --- Numbers, set as the server sets them.

  const minus = (text) => text.replace('-', '\u2212');
  const scales = [[1, 's'], [1e3, 'ms'], [1e6, 'µs'], [1e9, 'ns']];

  function scaleOf(size) {
    return size >= 0.9995 ? scales[0] : size >= 999.5e-6 ? scales[1] : size >= 999.5e-9 ? scales[2] : scales[3];
  }

  function number(value, unit) {
    if (value == null) return '–';
    if (unit === 'ppm') return minus(value.toFixed(4)) + '\u00a0ppm';
    if (unit === 'celsius') return minus(value.toFixed(1)) + '\u00a0°C';
    if (unit === 'rate') return value.toFixed(value < 100 ? 1 : 0) + '\u00a0/s';
    const [scale, name] = scaleOf(Math.abs(value));
    const size = Math.abs(value) * scale;
    return minus((value * scale).toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2)) + '\u00a0' + name;
  }

  // All ticks of an axis in one unit, with as many digits as tell them apart.
  function ticks(values, unit) {
    const size = Math.max(...values.map(Math.abs));
    const [scale, name] = unit === 'seconds' ? scaleOf(size) : [1, { ppm: 'ppm', celsius: '°C', rate: '/s' }[unit]];
    const step = values.length > 1 ? Math.abs(values[1] - values[0]) * scale : 1;
    const digits = Math.min(Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)), 6);
    return values.map((value) => minus((value * scale).toFixed(digits)) + '\u00a0' + name);
  }

  const clock = (seconds, withSeconds) => new Date(seconds * 1000).toISOString().slice(11, withSeconds ? 19 : 16);
  const day = (seconds) => new Date(seconds * 1000).toISOString().slice(5, 10);

  // --- History: all of it once, then what is new.

  const charts = [];
  let past = null;

  async function extend() {
    const fresh = await (await ask(`history.json?range=${range}&from=${Math.max(past.last, 0)}`)).json();
    const names = Object.keys(fresh).filter((name) => Array.isArray(fresh[name]));
    if (fresh.first > past.last || fresh.first < past.first) {
      past = { ...fresh, capacity: past.capacity };
    } else {
      const kept = fresh.first - past.first;
      for (const name of names) past[name] = past[name].slice(0, kept).concat(fresh[name]);
      past.last = fresh.last;
      past.time = fresh.time;
      const excess = past.last - past.first + 1 - past.capacity;
      if (excess > 0) {
        for (const name of names) past[name].splice(0, excess);
        past.first += excess;
      }
    }

    for (const chart of charts) chart.plot.setData(dataOf(chart));
  }

  function dataOf({ line, band }) {
    const count = past.last - past.first + 1;
    const times = Array.from({ length: count }, (_, i) => past.time - (count - 1 - i) * past.step);
    const data = [times, past[line]];
    if (band === 'bound') data.push(past.bound.map((b) => (b == null ? null : -b)), past.bound);
    if (band === 'deviation') data.push(past.offsetLow, past.offsetHigh);
    return data;
  }

  // --- Charts.

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function optionsOf(chart) {
    const { unit, band, width, readout } = chart;
    const axis = () => ({ stroke: colour('--soft'), grid: { stroke: colour('--grid'), width: 1 }, ticks: { show: false }, font: '12px system-ui, sans-serif' });
    const series = [{}, { stroke: colour('--accent'), width: 1.5, points: { show: false } }];
    const edge = { stroke: 'transparent', width: 0, points: { show: false } };
    if (band) series.push({ ...edge }, { ...edge });
    return {
      width,
      height: 190,
      legend: { show: false },
      padding: [8, 8, 0, 0],
      cursor: { y: false, points: { size: 6 }, drag: { x: false, y: false }, sync: { key: 'history' } },
      scales: {
        x: { time: true },
        y: { range: (_, low, high) => rangeOf(chart, low, high) },
      },
      series,
      bands: band ? [{ series: [3, 2], fill: colour('--band') }] : [],
      axes: [
        { ...axis(), space: 70, values: (_, splits) => splits.map((s) => (range === 'week' ? day(s) : clock(s, splits[1] - splits[0] < 60))) },
        { ...axis(), size: 78, values: (_, splits) => ticks(splits, unit) },
      ],
      hooks: { setCursor: [(plot) => tell(plot, chart, readout)] },
    };
  }

  function rangeOf({ line, unit }, low, high) {
    if (low == null) return [0, 1];
    if (line === 'jitter' || line === 'requests') low = 0;
    const least = { seconds: 1e-9, ppm: 1e-3, celsius: 0.2, rate: 1 }[unit];
    const room = Math.max(0.06 * (high - low), high - low < least ? least : 0);
    return [low === 0 ? 0 : low - room, high + room];
  }

  function tell(plot, { unit, band }, readout) {
    const i = plot.cursor.idx;
    if (i == null) {
      readout.textContent = '';
      return;
    }

    const [times, line, , high] = plot.data;
    const width = band && high[i] != null ? ` (band to ${number(high[i], unit)})` : '';
    readout.textContent = `${range === 'hour' ? '' : day(times[i]) + ' '}${clock(times[i], range === 'hour')}  ${number(line[i], unit)}${width}`;
  }

  async function draw() {
    if (!window.uPlot) return;
    past = await (await ask(`history.json?range=${range}`)).json();
    past.capacity = { hour: 3600, day: 1440, week: 1008 }[range];
    for (const figure of document.querySelectorAll('figure.chart')) {
      const place = figure.querySelector('.plot');
      place.removeAttribute('data-live');
      place.setAttribute('aria-hidden', 'true');
      place.replaceChildren();
      const readout = figure.querySelector('figcaption').appendChild(document.createElement('p'));
      readout.className = 'readout';
      readout.setAttribute('aria-hidden', 'true');
      const chart = { place, readout, ...figure.dataset, width: place.clientWidth };
      chart.plot = new window.uPlot(optionsOf(chart), dataOf(chart), place);
      charts.push(chart);
    }

    new ResizeObserver(() => charts.forEach(({ plot, place }) => plot.width !== place.clientWidth && plot.setSize({ width: place.clientWidth, height: plot.height })))
      .observe(document.querySelector('.charts'));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      for (const chart of charts) {
        chart.plot.destroy();
        chart.plot = new window.uPlot(optionsOf({ ...chart, width: chart.place.clientWidth }), dataOf(chart), chart.place);
      }
    });
    document.documentElement.classList.add('drawn');
  }

  // --- Buttons that copy. A page without encryption has no navigator.clipboard.

  async function copy(lines) {
    getSelection().selectAllChildren(lines);
    if (navigator.clipboard) await navigator.clipboard.writeText(lines.textContent);
    else if (!document.execCommand('copy')) throw new Error('no copy');
  }

  for (const lines of document.querySelectorAll('pre')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    button.setAttribute('aria-describedby', lines.id);
    button.addEventListener('click', async () => {
      try {
        await copy(lines);
        button.textContent = 'Copied';
      } catch {
        button.textContent = 'Selected: press Ctrl+C';
      }

      setTimeout(() => { button.textContent = 'Copy'; }, 2500);
    });
    lines.after(button);
  }

  draw().catch(() => { /* The server's drawings stay. */ }).then(live);
})();
