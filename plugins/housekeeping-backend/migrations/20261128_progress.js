/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('housekeeping_progress', table => {
    table.comment('How far the pass is that goes on over a cluster');
    table.string('cluster').primary();
    table.string('since', 32).notNullable();
    table.string('at', 32).notNullable();
    table.text('message').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('housekeeping_progress');
};
