/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('environment_warnings', table => {
    table.comment('Warnings of expiry that a channel confirmed');
    table.string('id', 36).primary();
    table.string('cluster').notNullable();
    table.string('namespace', 63).notNullable();
    table.string('uid', 64).notNullable();
    table.string('expires_at', 32).notNullable();
    table.string('delivered_at', 32).notNullable();
    table.text('recipient').notNullable();
    table.index(['cluster', 'uid'], 'environment_warnings_uid_idx');
  });
  await knex.schema.createTable('environment_ledger', table => {
    table.comment('What was deleted, and why; appended to, never changed');
    table.integer('sequence').primary();
    table.string('previous_hash', 64).notNullable();
    table.string('hash', 64).notNullable();
    table.text('fact').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('environment_ledger');
  await knex.schema.dropTable('environment_warnings');
};
