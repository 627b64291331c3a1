import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The dashboard's page, script and style. They refer to each other as /app.js and /app.css. */
export interface DashboardFiles {
  readonly html: string;
  readonly script: string;
  readonly style: string;
}

/** Put in by esbuild.config.mjs when the receiver is bundled. */
declare const CORDON_DASHBOARD: DashboardFiles;

/** The files in the bundle; beside the sources, those of the last build. */
export function dashboardFiles(): DashboardFiles {
  if (typeof CORDON_DASHBOARD !== 'undefined') return CORDON_DASHBOARD;
  const built = fileURLToPath(new URL('../../dist/dashboard.json', import.meta.url));
  if (!existsSync(built)) throw new Error('the dashboard is not built: run `npm run build` first');
  return JSON.parse(readFileSync(built, 'utf8')) as DashboardFiles;
}
