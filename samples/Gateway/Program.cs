using Gateway;
using Samples;

return await Sample.RunAsync((options, stopping) => new SensorGateway(options).RunAsync(stopping), InProcessCloud.RunAsync);
