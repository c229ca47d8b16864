import vue from '@vitejs/plugin-vue';

const isCustomElement = (tag) => tag.startsWith('letz-');

export default { plugins: [vue({ template: { compilerOptions: { isCustomElement } } })] };
