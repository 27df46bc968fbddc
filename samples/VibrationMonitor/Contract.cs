using System.Buffers;
using System.Buffers.Binary;
using ModeTyped;

namespace VibrationMonitor;

/// <summary>A recording, sample by sample as the sensor gives them: raw bytes, which MODE passes on as they are.</summary>
[BulkLabel("recording")]
public partial class Recording;

/// <summary>A second of vibration, in the form that the Smart Module expects.</summary>
[BulkLabel("vibration")]
public partial class Vibration : IBulkEncoder<short[]>
{
    public static void Encode(short[] payload, IBufferWriter<byte> output)
    {
        int length = payload.Length * sizeof(short);
        Span<byte> bytes = output.GetSpan(length);
        for (int i = 0; i < payload.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(bytes[(i * sizeof(short))..], payload[i]);

        output.Advance(length);
    }
}

/// <summary>What becomes of a second of vibration, as JSON.</summary>
[BulkLabel("spectrum")]
public partial class Spectrum : IBulkData<IReadOnlyList<Peak>>;

public record Peak(double Hertz, double Level);

/// <summary>Asks a Smart Module what the peaks mean.</summary>
[BulkLabel("diagnosis")]
public partial class Diagnosis : IBulkExchange<DiagnosisRequest, DiagnosisResult>;

public record DiagnosisRequest(string Machine, IReadOnlyList<Peak> Peaks);

public record DiagnosisResult(string Finding, double Severity);

[ModeEvent("vibrationAlarm")]
public partial record VibrationAlarm(string Machine, string Finding, double Severity);
