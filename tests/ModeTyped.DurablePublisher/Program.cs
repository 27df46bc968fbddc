using System.Globalization;
using ModeTyped;
using ModeTyped.DurablePublisher;

// A device that publishes numbers until it is killed: DurablePublisher PORT FILE FIRST COUNT. It prints each number once
// the outbox has accepted it, and with a count ends by itself once all are delivered.
int first = int.Parse(args[2], CultureInfo.InvariantCulture);
int count = int.Parse(args[3], CultureInfo.InvariantCulture);
Console.WriteLine("started");

await using ModeDevice device = ModeDevice.Start(
    new ModeDeviceOptions
    {
        DeviceId = 1,
        ApiKey = "key",
        Host = "127.0.0.1",
        Port = int.Parse(args[0], CultureInfo.InvariantCulture),
        UseTls = false,
        SendsPerMinute = null,
        DrainTimeout = TimeSpan.FromMinutes(1),
    }.WithSqliteOutbox(args[1]));

// Several at a time, in order, as one commit takes them together.
var accepted = new Queue<(int Number, Task<SendFate> Fate)>();
for (int number = first; count == 0 || number < first + count; number++)
{
    accepted.Enqueue((number, device.EnqueueAsync(new Reading(number)).AsTask()));
    if (accepted.Count >= 8) await ReportAsync();
}

while (accepted.Count > 0) await ReportAsync();
await device.WhenReadyAsync();
StopReport report = await device.StopAsync();
Console.WriteLine($"stored {report.StoredMessages}");

async Task ReportAsync()
{
    (int number, Task<SendFate> fate) = accepted.Dequeue();
    if (await fate == SendFate.Stored) Console.WriteLine(number.ToString(CultureInfo.InvariantCulture));
}
