/** How to go on with a demo that is left running. */
export const keepText = (url: string, apiKey: string, dataFolder: string): string => `
The engine and the receivers are left running, until Ctrl-C. In another terminal, in this folder:

   export HOOKLINE_URL=${url}
   export HOOKLINE_API_KEY=${apiKey}

   node bin/hookline.cjs hook list
   node bin/hookline.cjs hook show 1
   node bin/hookline.cjs hook deliveries 1 --limit 5
   node bin/hookline.cjs catalogue
   echo '{"type":"click","occurredAt":"'$(date -u +%FT%TZ)'","subjects":{"database":{"id":111}}}' | node bin/hookline.cjs event send --file -
   curl -sS $HOOKLINE_URL/v1/hooks/1/sum -H "Authorization: Bearer $HOOKLINE_API_KEY"

What arrives is printed here. Later, HOOKLINE_DATA_FOLDER=${dataFolder} node bin/hookline.cjs serve
goes on with the same data; delete the folder when you are done.`;
