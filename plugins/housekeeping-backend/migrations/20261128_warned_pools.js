/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('housekeeping_warned_pools', table => {
    table.comment(
      'Node pools of which somebody was told that they are full, or soon',
    );
    table.string('cluster').notNullable();
    table.string('pool').notNullable();
    table.string('resource', 16).notNullable();
    table.string('severity', 16).notNullable();
    table.string('at', 32).notNullable();
    table.primary(['cluster', 'pool', 'resource']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('housekeeping_warned_pools');
};
