/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('golden_path_sources', table => {
    table.comment('What templates were at each version, to make it again');
    table.string('template').notNullable();
    table.string('version').notNullable();
    table.string('digest', 80).notNullable();
    table.string('seen_at', 32).notNullable();
    table.binary('archive').notNullable();
    table.primary(['template', 'version', 'digest']);
  });
  await knex.schema.createTable('golden_path_upgrades', table => {
    table.comment('What was last written to the branch of an upgrade');
    table.string('host').notNullable();
    table.string('repository').notNullable();
    table.string('branch').notNullable();
    table.string('head', 64).notNullable();
    table.string('base', 64).notNullable();
    table.string('source', 80).notNullable();
    table.integer('conflicts').notNullable();
    table.primary(['host', 'repository', 'branch']);
  });
  await knex.schema.createTable('golden_path_notices', table => {
    table.comment('Of which versions owners were told');
    table.string('entity_ref').notNullable();
    table.string('version').notNullable();
    table.string('sent_at', 32).notNullable();
    table.primary(['entity_ref', 'version']);
  });
  await knex.schema.createTable('golden_path_campaigns', table => {
    table.comment('Upgrades of all components of a template');
    table.string('id', 36).primary();
    table.string('template').notNullable();
    table.string('version').notNullable();
    table.string('state', 16).notNullable();
    table.string('created_at', 32).notNullable();
    table.integer('per_minute').notNullable();
  });
  await knex.schema.createTable('golden_path_campaign_items', table => {
    table.string('campaign', 36).notNullable();
    table.string('entity_ref').notNullable();
    table.string('state', 16).notNullable();
    table.text('url');
    table.text('reason');
    table.string('at', 32);
    table.primary(['campaign', 'entity_ref']);
  });
  await knex.schema.createTable('golden_path_runs', table => {
    table.comment('Tasks of golden paths, without who started them');
    table.string('task', 64).primary();
    table.string('template').notNullable();
    table.string('version').notNullable();
    table.string('started_at', 32).notNullable();
    table.string('ended_at', 32);
    table.string('outcome', 16).notNullable();
    table.string('step');
    table.string('field');
    table.text('finding');
    table.string('entity_ref');
    table.index(['started_at'], 'golden_path_runs_started_idx');
    table.index(['entity_ref'], 'golden_path_runs_entity_idx');
  });
  await knex.schema.createTable('golden_path_services', table => {
    table.comment('What golden paths made, as it was seen in clusters');
    table.string('key').primary();
    table.string('task', 64);
    table.string('template').notNullable();
    table.string('made_version').notNullable();
    table.string('version').notNullable();
    table.string('first_at', 32).notNullable();
    table.string('ready_at', 32);
    table.string('last_at', 32).notNullable();
  });
  await knex.schema.createTable('golden_path_bypasses', table => {
    table.comment('Workloads that came by no golden path, as of the last look');
    table.string('cluster').notNullable();
    table.string('namespace', 63).notNullable();
    table.string('kind', 32).notNullable();
    table.string('name', 253).notNullable();
    table.text('uses').notNullable();
    table.primary(['cluster', 'namespace', 'kind', 'name']);
  });
  await knex.schema.createTable('golden_path_looks', table => {
    table.comment('How the last look at each source went');
    table.string('source').primary();
    table.string('at', 32).notNullable();
    table.text('message');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of [
    'looks',
    'bypasses',
    'services',
    'runs',
    'campaign_items',
    'campaigns',
    'notices',
    'upgrades',
    'sources',
  ]) {
    await knex.schema.dropTable(`golden_path_${name}`);
  }
};
