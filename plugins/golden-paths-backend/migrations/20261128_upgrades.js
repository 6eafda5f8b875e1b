/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('golden_path_upgrades', table => {
    table
      .text('parameters')
      .comment('What the upgrade was given beyond the record, as JSON');
  });
  await knex.schema.createTable('golden_path_upgrade_claims', table => {
    table.comment('Who writes an upgrade to which repository just now');
    table.string('host').notNullable();
    table.string('repository').notNullable();
    table.string('holder', 36).notNullable();
    table.string('claimed_at', 32).notNullable();
    table.primary(['host', 'repository']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('golden_path_upgrade_claims');
  await knex.schema.alterTable('golden_path_upgrades', table => {
    table.dropColumn('parameters');
  });
};
