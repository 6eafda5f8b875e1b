/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('housekeeping_warnings', table => {
    table.comment('Warnings of deletion that a channel confirmed');
    table.string('id', 36).primary();
    table.string('cluster').notNullable();
    table.string('namespace', 63).notNullable();
    table.string('uid', 64).notNullable();
    table.string('expires_at', 32).notNullable();
    table.string('delivered_at', 32).notNullable();
    table.text('recipient').notNullable();
    table.index(['cluster', 'uid'], 'housekeeping_warnings_uid_idx');
  });
  await knex.schema.createTable('housekeeping_ledger', table => {
    table.comment('What was deleted, and why; appended to, never changed');
    table.integer('sequence').primary();
    table.string('previous_hash', 64).notNullable();
    table.string('hash', 64).notNullable();
    table.text('fact').notNullable();
  });
  await knex.schema.createTable('housekeeping_sightings', table => {
    table.comment(
      'Since when something was seen to be of no use, without a gap',
    );
    table.string('cluster').notNullable();
    table.string('key', 96).notNullable();
    table.string('first_at', 32).notNullable();
    table.string('last_at', 32).notNullable();
    table.primary(['cluster', 'key']);
  });
  await knex.schema.createTable('housekeeping_passes', table => {
    table.comment('The last pass over each cluster');
    table.string('cluster').primary();
    table.string('at', 32).notNullable();
    table.text('message').notNullable();
  });
  await knex.schema.createTable('housekeeping_samples', table => {
    table.comment('How full node pools were: means over `resolution` seconds');
    table.string('cluster').notNullable();
    table.string('pool').notNullable();
    table.integer('resolution').notNullable();
    table.string('at', 32).notNullable();
    table.integer('nodes').notNullable();
    for (const resource of ['cpu', 'memory', 'pods']) {
      table.double(`${resource}_allocatable`).notNullable();
      table.double(`${resource}_requested`).notNullable();
      table.double(`${resource}_used`);
    }
    table.primary(['cluster', 'pool', 'resolution', 'at']);
    table.index(['cluster', 'at'], 'housekeeping_samples_at_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('housekeeping_samples');
  await knex.schema.dropTable('housekeeping_passes');
  await knex.schema.dropTable('housekeeping_sightings');
  await knex.schema.dropTable('housekeeping_ledger');
  await knex.schema.dropTable('housekeeping_warnings');
};
