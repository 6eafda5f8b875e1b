/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('environment_notices', table => {
    table.comment('What people were told once of a namespace');
    table.string('cluster').notNullable();
    table.string('uid', 64).notNullable();
    table.string('about', 32).notNullable();
    table.primary(['cluster', 'uid', 'about']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('environment_notices');
};
