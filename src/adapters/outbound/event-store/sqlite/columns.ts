import { type SqliteRow } from './sqlite-driver';

const damaged = (index: number): never => {
  throw new Error(`The database is damaged: column ${String(index)} is not of its type. Restore the newest backup.`);
};

export const text = (row: SqliteRow, index: number): string => {
  const value = row[index];
  return typeof value === 'string' ? value : damaged(index);
};
export const textOrNull = (row: SqliteRow, index: number): string | null =>
  row[index] === null ? null : text(row, index);
export const integer = (row: SqliteRow, index: number): number => {
  const value = row[index];
  return typeof value === 'number' ? value : damaged(index);
};
export const integerOrNull = (row: SqliteRow, index: number): number | null =>
  row[index] === null ? null : integer(row, index);
export const firstInteger = (row: SqliteRow): number => integer(row, 0);
