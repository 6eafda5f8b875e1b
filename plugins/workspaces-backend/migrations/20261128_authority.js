/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('workspace_authority', table => {
    table.comment('The key that signs SSH certificates for workspaces');
    table.string('name', 32).primary();
    table.text('private_key').notNullable();
    table.text('public_key').notNullable();
    table.string('created_at', 32).notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('workspace_authority');
};
