import type { CodegenConfig } from '@graphql-codegen/cli';

// The schema is what the server prints (`sigess schema`); a changed field breaks the type check here.
const config: CodegenConfig = {
  schema: '../api/schema.graphql',
  documents: ['src/**/*.graphql'],
  ignoreNoDocuments: true,
  generates: {
    'src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        scalars: { Data: 'string', Istante: 'string', UUID: 'string', Int: 'number' },
      },
    },
  },
};

export default config;
