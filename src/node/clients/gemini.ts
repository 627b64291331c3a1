import { join } from 'node:path';
import type { Client, Place } from './client.ts';
import { jsonEdit } from './edits/jsonEdit.ts';
import { shellProfile, variables } from './shell.ts';

/**
 * Gemini CLI (https://github.com/google-gemini/gemini-cli/blob/main/docs/reference/configuration.md): GOOGLE_GEMINI_BASE_URL, which
 * counts only where the settings choose the key as the way to log in.
 */
export const gemini: Client = {
  name: 'gemini',
  title: 'Gemini CLI',
  redirectedBy: 'GOOGLE_GEMINI_BASE_URL, and `security.auth.selectedType` in settings.json',
  home: ({ home }) => join(home, '.gemini'),
  edits: (place, gateway) => [
    jsonEdit(geminiSettings(place), [{ path: ['security', 'auth', 'selectedType'], value: 'gemini-api-key' }]),
    ...shellProfile('gemini', place, { GOOGLE_GEMINI_BASE_URL: gateway.gemini }),
  ],
  notes: (place, gateway) => [
    'Only the login by key can be redirected: Gemini CLI needs GEMINI_API_KEY, a login with Google is no longer used.',
    ...variables(place, { GOOGLE_GEMINI_BASE_URL: gateway.gemini }),
  ],
};

export const geminiSettings = ({ home }: Place): string => join(home, '.gemini', 'settings.json');
