import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const openWeather: readonly Detector[] = [
  {
    id: 'openweather-key',
    title: 'OpenWeather API key',
    why: 'It calls a paid service at the account’s cost.',
    type: 'OPENWEATHER_KEY',
    ...contextual({
      vendor: ['openweather', 'open_weather', 'open-weather', 'owm_', 'pyowm'],
      names: ['key', 'token', 'secret', 'appid', 'app_id', ''],
      value: '[a-f0-9]{32}',
    }),
    finds: (fake) => [
      `OPEN_WEATHER_API_KEY=«${fake.hex(32)}»`,
      `{ "openWeatherApiKey": "«${fake.hex(32)}»" }`,
      `open-weather-api-key: '«${fake.hex(32)}»'`,
    ],
    ignores: (fake) => [
      { text: `checksum = '${fake.hex(32)}'`, because: 'nothing names the vendor' },
      { text: `OPEN_WEATHER_API_KEY=${fake.hex(10)}`, because: 'it is too short' },
    ],
    published: 'https://openweathermap.org/appid',
    revoke: 'https://home.openweathermap.org/api_keys',
  },
];
