/** Items in PostgreSQL. */
export class Store {
  #pool;

  /** @param {import('pg').Pool} pool */
  constructor(pool) {
    this.#pool = pool;
  }

  async list() {
    const { rows } = await this.#pool.query(
      'SELECT id::int, name FROM items ORDER BY created_at DESC, id DESC LIMIT 100',
    );
    return rows;
  }

  async add(name) {
    const { rows } = await this.#pool.query(
      'INSERT INTO items (name) VALUES ($1) RETURNING id::int, name',
      [name],
    );
    return rows[0];
  }

  /** How many migrations the database has seen. */
  async version() {
    const { rows } = await this.#pool.query(
      'SELECT coalesce(max(version), 0) AS version FROM schema_migrations',
    );
    return rows[0].version;
  }
}
