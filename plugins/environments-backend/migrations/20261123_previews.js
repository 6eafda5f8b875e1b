/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('environment_previews', table => {
    table.comment('Pull requests that have, or had, a preview to finish');
    table.string('host').notNullable();
    table.string('repository_id', 64).notNullable();
    table.integer('number').notNullable();
    table.string('name', 63).notNullable();
    table.string('repository').notNullable();
    table.integer('version').notNullable();
    table.text('record').notNullable();
    table.primary(['host', 'repository_id', 'number']);
    table.unique(['name'], { indexName: 'environment_previews_name_idx' });
    table.index(['host', 'repository'], 'environment_previews_repository_idx');
  });
  await knex.schema.createTable('environment_preview_repositories', table => {
    table.comment('When the pull requests of a repository were listed last');
    table.string('host').notNullable();
    table.string('repository').notNullable();
    table.string('read_at', 32);
    table.text('problem');
    table.integer('forks').notNullable();
    table.primary(['host', 'repository']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('environment_preview_repositories');
  await knex.schema.dropTable('environment_previews');
};
