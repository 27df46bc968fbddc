using System.Runtime.InteropServices;
using ModeTyped;
using Samples;
using VibrationMonitor;

const int Rounds = 3;
const int PartSize = 4096;

return await Sample.RunAsync(MonitorAsync, InProcessCloud.RunAsync);

static async Task MonitorAsync(ModeDeviceOptions options, CancellationToken stopping)
{
    await using ModeDevice device = await ModeDevice.ConnectAsync(options, cancellationToken: stopping);
    Console.WriteLine($"device | connected to {options.Host}:{options.Port} as device {options.DeviceId}");

    var machine = new Machine();
    using var recording = new MemoryStream();
    for (int round = 1; round <= Rounds; round++)
    {
        short[] samples = machine.Measure();
        recording.Write(MemoryMarshal.AsBytes(samples.AsSpan()));
        SendFate fate = await Vibration.SendAsync(device, samples, cancellationToken: stopping);
        Console.WriteLine($"device | {samples.Length} samples: {fate}");

        Peak[] peaks = Machine.Analyze(samples);
        await Spectrum.SendAsync(device, peaks, cancellationToken: stopping);

        DiagnosisResult diagnosis = await Diagnosis.RequestAsync(
            device, new DiagnosisRequest("pump", peaks), timeout: TimeSpan.FromSeconds(10), stopping);
        Console.WriteLine($"device | diagnosis: {diagnosis.Finding}, severity {diagnosis.Severity}");
        if (diagnosis.Severity >= 0.5)
            await device.PublishAsync(new VibrationAlarm("pump", diagnosis.Finding, diagnosis.Severity), stopping);
    }

    // Each part waits until MODE has acknowledged the one before, so a recording of any length needs the memory of one part.
    recording.Position = 0;
    BulkTransfer delivered = await Recording.SendAsync(device, recording, PartSize, cancellationToken: stopping);
    Console.WriteLine($"device | recording: {delivered.Parts} parts, {delivered.Bytes} bytes delivered");
}
