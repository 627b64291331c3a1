import uPlot from 'uplot';
import { OTHERS, OUTCOMES, type PageData } from '../api.ts';
import { el } from './dom.ts';
import { day, isoDay, number } from './format.ts';

const DAY_SECONDS = 24 * 60 * 60;

/** Counts per day as stacked bars, with a legend, and as a table for whoever cannot see them. */
export function createChart(): { readonly element: HTMLElement; show(data: PageData, nameOf: (series: string) => string): void } {
  const legend = el('ul', { class: 'legend' });
  const plot = el('div', { class: 'plot' });
  const told = el('p', { class: 'hint', 'aria-live': 'off' });
  const table = el('div', {});
  const details = el('details', {}, el('summary', { key: 'chart-table' }, 'As a table'), table);
  const element = el('div', {}, legend, plot, told, details);
  let chart: uPlot | undefined;
  let redraw = (): void => undefined;
  new ResizeObserver(() => chart && chart.width !== width() && chart.setSize({ width: width(), height: height() })).observe(plot);
  for (const media of ['(prefers-color-scheme: dark)', '(forced-colors: active)'])
    matchMedia(media).addEventListener('change', () => redraw());

  const width = (): number => Math.max(200, plot.clientWidth);
  const height = (): number => (plot.clientWidth < 500 ? 180 : 240);

  function show(data: PageData, nameOf: (series: string) => string): void {
    redraw = () => show(data, nameOf);
    const days = Array.from({ length: data.to - data.from + 1 }, (_, index) => data.from + index);
    const colours = data.series.map(({ name }, index) => colourOf(name, index, data.splitBy === 'outcome'));
    const totals = days.map((_, at) => data.series.reduce((sum, { values }) => sum + values[at]!, 0));
    const sum = totals.reduce((all, total) => all + total, 0);
    legend.replaceChildren(
      ...data.series.map(({ name, values }, index) => {
        const swatch = el('span', { class: 'swatch', 'aria-hidden': 'true' });
        swatch.style.background = colours[index]!;
        return el('li', {}, swatch, `${nameOf(name)} `, el('b', {}, number(values.reduce((all, value) => all + value, 0))));
      }),
    );
    const highest = days[totals.indexOf(Math.max(...totals))]!;
    plot.setAttribute('role', 'img');
    plot.setAttribute(
      'aria-label',
      `${number(sum)} events from ${day(data.from)} to ${day(data.to)}${sum > 0 ? `, most on ${day(highest)}: ${number(Math.max(...totals))}` : ''}. The table below has every number.`,
    );
    const tell = (at: number | null | undefined): void => {
      told.textContent =
        typeof at === 'number'
          ? `${day(days[at]!)}: ${
              data.series
                .filter(({ values }) => values[at]! > 0)
                .map(({ name, values }) => `${nameOf(name)} ${number(values[at]!)}`)
                .join(', ') || 'nothing'
            }`
          : 'Days are in UTC.';
    };
    tell(undefined);
    table.replaceChildren(tableOf(data, days, nameOf));
    chart?.destroy();
    chart = new uPlot(optionsOf(data, colours, width(), height(), tell), stacked(data, days), plot);
  }

  return { element, show };
}

/** Bars are drawn over each other, the whole stack first: what stays visible of each is its own share. */
function stacked(data: PageData, days: readonly number[]): uPlot.AlignedData {
  const sums = days.map(() => 0);
  const levels = data.series.map(({ values }) => values.map((value, at) => (sums[at]! += value)));
  return [days.map((each) => each * DAY_SECONDS), ...levels.reverse()];
}

function optionsOf(
  data: PageData,
  colours: readonly string[],
  width: number,
  height: number,
  tell: (at?: number | null) => void,
): uPlot.Options {
  const style = getComputedStyle(document.documentElement);
  const axis = { stroke: style.getPropertyValue('--quiet'), font: '12px system-ui, sans-serif', ticks: { show: false } };
  const bars = uPlot.paths.bars!({ size: [0.72, 42], radius: 0.08 });
  return {
    width,
    height,
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    scales: {
      x: { range: () => [(data.from - 0.6) * DAY_SECONDS, (data.to + 0.6) * DAY_SECONDS] },
      y: { range: (_, _least, most) => [0, Math.max(4, most * 1.08)] },
    },
    axes: [
      {
        ...axis,
        size: 30,
        grid: { show: false },
        space: 60,
        incrs: [1, 2, 3, 7, 14, 28, 91].map((count) => count * DAY_SECONDS),
        values: (_, ticks) =>
          ticks.map((at) =>
            isoDay(at / DAY_SECONDS)
              .slice(5)
              .replace('-', '/'),
          ),
      },
      {
        ...axis,
        size: 52,
        space: 40,
        grid: { stroke: style.getPropertyValue('--line'), width: 1 },
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 1e6],
        values: (_, ticks) => ticks.map((tick) => number(tick)),
      },
    ],
    series: [
      {},
      ...[...colours]
        .reverse()
        .map((fill) => ({ fill, stroke: style.getPropertyValue('--card'), width: 1, paths: bars, points: { show: false } })),
    ],
    hooks: { setCursor: [(chart) => tell(chart.cursor.left !== undefined && chart.cursor.left >= 0 ? chart.cursor.idx : undefined)] },
  };
}

function colourOf(name: string, index: number, byOutcome: boolean): string {
  const style = getComputedStyle(document.documentElement);
  if (name === OTHERS) return style.getPropertyValue('--series-others');
  const known = byOutcome && OUTCOMES.find((outcome) => outcome === name);
  return style.getPropertyValue(known ? `--${known}` : `--series-${index + 1}`);
}

function tableOf(data: PageData, days: readonly number[], nameOf: (series: string) => string): HTMLElement {
  return el(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Counts per day' },
    el(
      'table',
      {},
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          el('th', { scope: 'col' }, 'Day (UTC)'),
          ...data.series.map(({ name }) => el('th', { scope: 'col', class: 'number' }, nameOf(name))),
        ),
      ),
      el(
        'tbody',
        {},
        ...days
          .toReversed()
          .map((each) =>
            el(
              'tr',
              {},
              el('th', { scope: 'row' }, isoDay(each)),
              ...data.series.map(({ values }) => el('td', { class: 'number' }, number(values[each - data.from]!))),
            ),
          ),
      ),
    ),
  );
}
