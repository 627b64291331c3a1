const DAY = 24 * 60 * 60 * 1000;
const numbers = new Intl.NumberFormat('en');
const days = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const times = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

export const number = (value: number): string => numbers.format(value);

/** A day since the epoch. */
export const day = (value: number): string => days.format(value * DAY);

/** ms since the epoch, in UTC as everything on the page. */
export const time = (value: number): string => times.format(value);

export const isoDay = (value: number): string => new Date(value * DAY).toISOString().slice(0, 10);

/** ms, in the two largest units that say anything. */
export function duration(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return ms > 0 ? 'under 1 min' : '0 min';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  const whole = Math.floor(hours / 24);
  return hours % 24 && whole < 10 ? `${whole} d ${hours % 24} h` : `${whole} d`;
}

export const plural = (count: number, one: string, more = `${one}s`): string => `${number(count)} ${count === 1 ? one : more}`;
