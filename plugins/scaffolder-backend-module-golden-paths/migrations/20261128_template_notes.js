/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('fairway_template_notes', table => {
    table.comment('What the template of a run was when the run began');
    table.string('run', 64).notNullable().primary();
    table.string('template').notNullable();
    table.string('noted_at', 32).notNullable().index();
    table.text('note').notNullable();
    table.text('changed').comment('In words, once that was seen');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('fairway_template_notes');
};
