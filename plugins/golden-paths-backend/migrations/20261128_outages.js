/**
 * What is known survives that a source does not answer.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('golden_path_sightings', table => {
    table.comment('When each cluster had a service');
    table.string('key').notNullable();
    table.string('cluster').notNullable();
    table.string('last_at', 32).notNullable();
    table.string('missed_at', 32);
    table.primary(['key', 'cluster']);
    table.index(['cluster'], 'golden_path_sightings_cluster_idx');
  });
  // Where a service was seen was not kept: it may have been in any cluster. What was
  // not there at the last look is gone from all of them.
  await knex.raw(`
    insert into golden_path_sightings (key, cluster, last_at, missed_at)
    select s.key, l.source, s.last_at,
      case when l.message is null and s.last_at < l.at then s.last_at end
    from golden_path_services s
    cross join golden_path_looks l
    where l.source <> 'scaffolder'
  `);
  await knex.schema.alterTable('golden_path_services', table => {
    table.dropColumn('last_at');
  });
  await knex.schema.alterTable('golden_path_looks', table => {
    table.string('looked_at', 32);
    table.string('failed_at', 32);
  });
  // That all of the scaffolder's tasks were read was not kept: they are read once more.
  await knex('golden_path_looks')
    .whereNull('message')
    .whereNot('source', 'scaffolder')
    .update({ looked_at: knex.ref('at') });
  await knex('golden_path_looks')
    .whereNotNull('message')
    .update({ failed_at: knex.ref('at') });
  await knex.schema.alterTable('golden_path_looks', table => {
    table.dropColumn('at');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('golden_path_looks', table => {
    table.string('at', 32).notNullable().defaultTo('');
  });
  await knex.raw(
    `update golden_path_looks set at = coalesce(failed_at, looked_at, '')`,
  );
  await knex.schema.alterTable('golden_path_looks', table => {
    table.dropColumns('looked_at', 'failed_at');
  });
  await knex.schema.alterTable('golden_path_services', table => {
    table.string('last_at', 32).notNullable().defaultTo('');
  });
  await knex.raw(`
    update golden_path_services set last_at = coalesce((
      select max(s.last_at) from golden_path_sightings s
      where s.key = golden_path_services.key
    ), first_at)
  `);
  await knex.schema.dropTable('golden_path_sightings');
};
