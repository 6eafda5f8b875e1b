const OPEN = `state in ('running', 'paused')`;

/**
 * Campaigns wait for what does not answer, say who started them and why, and are one
 * a template.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('golden_path_campaigns', table => {
    table.string('created_by');
    table.text('reason');
    table.string('waits_until', 32);
    table.text('waits_for');
    table.integer('tries').notNullable().defaultTo(0);
  });
  await knex.schema.alterTable('golden_path_campaign_items', table => {
    table.integer('number');
    table.integer('tries').notNullable().defaultTo(0);
    table.string('looked_at', 32);
  });
  const opened = await knex('golden_path_campaign_items')
    .where({ state: 'opened' })
    .whereNotNull('url');
  for (const { campaign, entity_ref, url } of opened) {
    const [, number] = /\/(\d+)$/.exec(url) ?? [];
    if (number) {
      await knex('golden_path_campaign_items')
        .where({ campaign, entity_ref })
        .update({ number: Number(number) });
    }
  }
  // Of several that were started at once the newest goes on.
  await knex.raw(`
    update golden_path_campaigns set state = 'stopped'
    where ${OPEN} and exists (
      select 1 from golden_path_campaigns n
      where n.template = golden_path_campaigns.template
        and n.state in ('running', 'paused')
        and (n.created_at > golden_path_campaigns.created_at
          or (n.created_at = golden_path_campaigns.created_at
            and n.id > golden_path_campaigns.id))
    )
  `);
  await knex.raw(`
    create unique index golden_path_campaigns_open_idx
    on golden_path_campaigns (template) where ${OPEN}
  `);
  await knex.schema.createTable('golden_path_pull_requests', table => {
    table.comment('Pull requests of upgrades that were opened');
    table.string('host').notNullable();
    table.string('repository').notNullable();
    table.integer('number').notNullable();
    table.string('version').notNullable();
    table.primary(['host', 'repository', 'number']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('golden_path_pull_requests');
  await knex.raw('drop index golden_path_campaigns_open_idx');
  await knex.schema.alterTable('golden_path_campaign_items', table => {
    table.dropColumns('number', 'tries', 'looked_at');
  });
  await knex.schema.alterTable('golden_path_campaigns', table => {
    table.dropColumns(
      'created_by',
      'reason',
      'waits_until',
      'waits_for',
      'tries',
    );
  });
};
