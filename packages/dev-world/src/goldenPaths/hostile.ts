/** Texts that would break out of where they are put, if something let them. */
export const HOSTILE = {
  yaml: 'x: y\n- z\n---\nkind: Secret\n...\n',
  yamlTag: '!!python/object/apply:os.system ["true"]',
  yamlAnchor: '&a *a <<: *a',
  quotes: `'"\`'''"""\\"\\'`,
  comment: 'x #y " #z',
  shell: '$(touch /tmp/x)`touch /tmp/x`;touch /tmp/x|true&&true "$HOME" \\',
  backstage: '${{ parameters.name }}${{ 7 * 7 }}{% raw %}{# x #}',
  helm: '{{ .Release.Name }}{{- fail "x" }}{{/* x */}}',
  github: '${{ secrets.REGISTRY_PASSWORD }}',
  markdown: '# x [y](javascript:alert(1)) ![](x) **z** `w` | v <!-- u -->',
  html: '<script>alert(1)</script><img src=x onerror=alert(1)>&lt;',
  terraform: '${file("/etc/passwd")}%{ if true }x%{ endif }',
  promql: '"} or vector(1) #',
  json: '"},"x":{"y":"',
  path: '../../../etc/passwd',
  unicode: 'ä 漢字 🚀 \u202e\u200b',
} as const;
