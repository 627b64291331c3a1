import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ensurePrivateFolder } from '../../node/state.ts';
import { prepareSchema } from './schema.ts';

/** Opens the database in `folder`, which is made when it is missing, for this user only. Throws when it cannot be used. */
export function openDatabase(folder: string): DatabaseSync {
  const database = new DatabaseSync(join(ensurePrivateFolder(folder), DATABASE_FILE));
  try {
    prepareSchema(database);
  } catch (error) {
    database.close();
    throw error;
  }
  if (process.platform !== 'win32') chmodSync(join(folder, DATABASE_FILE), 0o600);
  return database;
}

export const hasDatabase = (folder: string): boolean => existsSync(databaseFile(folder));

export const databaseFile = (folder: string): string => join(folder, DATABASE_FILE);

const DATABASE_FILE = 'receiver.db';
