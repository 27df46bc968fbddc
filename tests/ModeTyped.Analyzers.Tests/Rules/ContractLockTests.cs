using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using ModeTyped.Analyzers.Tests.Harness;
using ModeTyped.Generator.Contract;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.Analyzers.Tests.Rules;

/// <summary>The rules that hold a contract against what <c>mode-contract.json</c> records of it.</summary>
public sealed class ContractLockTests
{
    private const string Contract = """
        using System.Text.Json.Serialization;
        [ModeEvent("temperature")] public partial record Temperature(double Celsius, string Sensor, string? Note, Place Where, Level Level);
        [ModeCommand("setTarget")] public partial record SetTarget(double Celsius, Level Level = Level.Low, int Steps = 1);
        [BulkLabel("vibration")] public partial class Vibration;
        [BulkLabel("forecast")] public partial class Forecast : IBulkExchange<Query, Result>;
        [ModeData("settings")] public partial record Settings(double Target, bool Eco = false);
        public sealed record Place(int Floor);
        public sealed record Query(int Hours);
        public sealed record Result(List<double> Celsius);
        public enum Level { Low, High }
        [ModeEvent("alarm")] public partial record Raised(Alarm Alarm);
        [ModeCommand("silence")] public partial record Silence(Alarm? Alarm, Part? Part);
        [JsonDerivedType(typeof(Heat), "heat"), JsonDerivedType(typeof(Smoke), "smoke")] public abstract record Alarm;
        public sealed record Heat(double Celsius) : Alarm;
        public sealed record Smoke(bool Dense, int? Density = null) : Alarm;
        [JsonDerivedType(typeof(Motor), 1)] public record Part(int Number = 0);
        public sealed record Motor(int Number = 0) : Part(Number);
        public static partial class Camera { [ModeEvent("motion")] public partial record Motion(string Zone); }
        """;

    /// <summary>Changes after which the other side may fail: what to replace by what, where it is reported, and how.</summary>
    public static TheoryData<string, string, string, string> Breaking => new()
    {
        { "string Sensor", "string Probe", "Probe", "'probe' was called 'sensor'" },
        { "double Celsius, string Sensor", "string Sensor", "Temperature", "'Temperature' has no 'celsius' any more" },
        { "double Celsius, string Sensor", "string Celsius, string Sensor", "Celsius", "'celsius' was a number and is a string now" },
        { "string Sensor", "string? Sensor", "Sensor", "'sensor' can be null now" },
        { "Place(int Floor)", "Place(int Level)", "Level", "'level' was called 'floor'" },
        { "Place(int Floor)", "Place(long Floor)", "Floor", "'floor' can have values outside its range of before" },
        { "{ Low, High }", "{ Low, High, Highest }", "Level", "'level' can be 'Highest' now" },
        { "SetTarget(double Celsius", "SetTarget(double? Kelvin, double Celsius", "Kelvin", "'kelvin' is new and required" },
        { "int Steps = 1", "int Steps", "Steps", "'steps' was optional and is required now" },
        { "int Steps = 1", "byte Steps = 1", "Steps", "'steps' takes fewer values than before" },
        { ", int Steps = 1", "", "SetTarget", "'SetTarget' has no 'steps' any more" },
        { "bool Eco = false", "bool Eco", "Eco", "'eco' was optional and is required now" },
        { "Query(int Hours)", "Query(string Hours)", "Hours", "'hours' was an integer and is a string now" },
        { "Result(List<double> Celsius)", "Result(List<string> Celsius)", "Celsius", "'celsius' was a number and is a string now" },
        { "[ModeEvent(\"temperature\")]", "[ModeEvent(\"warmth\")]", "\"warmth\"", "'Temperature' had the event type 'temperature'" },
        { "[ModeCommand(\"setTarget\")]", "[ModeCommand(\"aim\")]", "\"aim\"", "'SetTarget' had the action 'setTarget'" },
        { "[BulkLabel(\"vibration\")]", "[BulkLabel(\"shaking\")]", "\"shaking\"", "'Vibration' had the bulk label 'vibration'" },
        { "[ModeData(\"settings\")]", "[ModeData(\"setup\")]", "\"setup\"", "'Settings' had the data key 'settings'" },
        { "[ModeEvent(\"motion\")]", "[ModeEvent(\"move\")]", "\"move\"", "'Motion' had the event type 'motion'" },
        {
            "[ModeEvent(\"temperature\")]", "[ModeEvent(\"temperature\", QualityOfService = QualityOfService.AtMostOnce)]",
            "QualityOfService.AtMostOnce", "'Temperature' was sent at least once and is sent at most once now"
        },
    };

    /// <summary>Changes of derived types that break an event, a command or both: where it is reported, and how of each.</summary>
    public static TheoryData<string, string, string, string[]> BreakingDerivedTypes => new()
    {
        { "\"heat\")", "\"fire\")", "Alarm", ["'alarm' can be of the type with the discriminator \"fire\" now", "'alarm' takes nothing of the type with the discriminator \"heat\" any more"] },
        { ", JsonDerivedType(typeof(Smoke), \"smoke\")", "", "Alarm", ["'alarm' takes nothing of the type with the discriminator \"smoke\" any more"] },
        { "Heat(double Celsius)", "Heat(string Celsius)", "Celsius", ["'celsius' was a number and is a string now", "'celsius' was a number and is a string now"] },
        { "int? Density = null", "int? Thickness = null", "Thickness", ["'thickness' was called 'density'", "'thickness' was called 'density'"] },
        { "abstract record Alarm;", "record Alarm;", "Alarm", ["'alarm' can be of a type without a discriminator now"] },
        { "[JsonDerivedType(typeof(Motor), 1)] ", "", "Part", ["'part' was one of several types and is an object now"] },
    };

    /// <summary>Changes that the other side can live with, which are to be recorded all the same.</summary>
    public static TheoryData<string, string> Compatible => new()
    {
        { "string Sensor", "string Sensor, int Battery" },
        { "string? Note", "string Note" },
        { "Place(int Floor)", "Place(short Floor)" },
        { "int Steps = 1", "long Steps = 1" },
        { "int Steps = 1", "int Steps = 1, int More = 2" },
        { "SetTarget(double Celsius", "SetTarget(double? Celsius" },
        { "Motor(int Number = 0) : Part", "Motor(int Number = 0, double Load = 0) : Part" },
        { "[BulkLabel(\"vibration\")]", "[ModeEvent(\"new\")] public partial record New(int X); [BulkLabel(\"vibration\")]" },
    };

    [Fact]
    public async Task Without_the_file_nothing_is_checked() => Assert.Empty(await FindAsync(Contract, null));

    [Fact]
    public async Task A_contract_that_is_recorded_is_silent()
    {
        string recorded = await LockedProject.RecordAsync(Contract);

        Assert.Empty(await FindAsync(Contract, recorded));
        Assert.Equal(recorded, await LockedProject.RecordAsync(Contract, recorded + "\n"));
    }

    [Fact]
    public async Task An_empty_file_is_told_of_every_type()
    {
        List<Diagnostic> found = await FindAsync(Contract, " \n");

        Assert.Equal(8, found.Count);
        Assert.All(found, diagnostic => Assert.Equal(DiagnosticIds.ContractNotRecorded, diagnostic.Id));
    }

    [Theory]
    [MemberData(nameof(Breaking))]
    public async Task A_breaking_change_is_reported_where_it_was_made(string from, string to, string at, string what)
    {
        string recorded = await LockedProject.RecordAsync(Contract);
        string changed = Replace(from, to);

        List<Diagnostic> found = await FindAsync(changed, recorded);

        Diagnostic broken = Assert.Single(found, diagnostic => diagnostic.Id == DiagnosticIds.ContractBroken);
        Assert.Equal(at, changed.Substring(broken.Location.SourceSpan.Start, broken.Location.SourceSpan.Length));
        Assert.StartsWith(what + ", and MODE's side", broken.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(BreakingDerivedTypes))]
    public async Task A_breaking_change_of_derived_types_is_reported(string from, string to, string at, string[] whats)
    {
        string changed = Replace(from, to);

        List<Diagnostic> found = await FindAsync(changed, await LockedProject.RecordAsync(Contract));

        List<Diagnostic> broken = [.. found.Where(diagnostic => diagnostic.Id == DiagnosticIds.ContractBroken)];
        Assert.Equal(
            whats.Select(what => (at, what)),
            broken.Select(diagnostic => (
                changed.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length),
                diagnostic.GetMessage(CultureInfo.InvariantCulture).Split(", and MODE's side")[0]))
                .OrderBy(pair => pair.Item2, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Breaking))]
    public async Task The_fix_accepts_a_breaking_change(string from, string to, string at, string what)
    {
        _ = (at, what);
        string recorded = await LockedProject.RecordAsync(Contract);
        string changed = Replace(from, to);

        string accepted = await LockedProject.RecordAsync(changed, recorded);

        Assert.NotEqual(recorded, accepted);
        Assert.Empty(await FindAsync(changed, accepted));
    }

    [Theory]
    [MemberData(nameof(Compatible))]
    public async Task A_compatible_change_is_only_to_be_recorded(string from, string to)
    {
        List<Diagnostic> found = await FindAsync(Replace(from, to), await LockedProject.RecordAsync(Contract));

        Assert.Equal(DiagnosticIds.ContractNotRecorded, Assert.Single(found).Id);
    }

    [Theory]
    [InlineData("string Sensor, string? Note", "string? Note, string Sensor")]
    [InlineData("record SetTarget(", "record Aim(")]
    public async Task A_change_that_the_other_side_does_not_see_is_silent(string from, string to) =>
        Assert.Empty(await FindAsync(Contract.Replace(from, to, StringComparison.Ordinal), await LockedProject.RecordAsync(Contract)));

    [Fact]
    public async Task An_exchange_that_is_gone_is_reported_with_both_its_payloads()
    {
        List<Diagnostic> found = await FindAsync(Replace(": IBulkExchange<Query, Result>", ""), await LockedProject.RecordAsync(Contract));

        Assert.Equal(2, found.Count);
        Assert.All(found, diagnostic => Assert.Equal(DiagnosticIds.ContractBroken, diagnostic.Id));
    }

    [Fact]
    public async Task What_is_gone_is_reported_in_the_file()
    {
        string recorded = await LockedProject.RecordAsync(Contract);

        List<Diagnostic> found = await FindAsync(Replace("[BulkLabel(\"vibration\")] public partial class Vibration;", ""), recorded);

        Diagnostic removed = Assert.Single(found);
        Assert.Equal(DiagnosticIds.ContractEntryRemoved, removed.Id);
        Assert.Equal("\"vibration\"", recorded.Substring(removed.Location.SourceSpan.Start, removed.Location.SourceSpan.Length));
        Assert.Equal(LockedProject.LockPath, removed.Location.GetLineSpan().Path);
    }

    [Fact]
    public async Task A_damaged_file_is_an_error_and_the_only_one()
    {
        Diagnostic damaged = Assert.Single(await FindAsync(Contract, "{"));

        Assert.Equal(DiagnosticIds.ContractLockDamaged, damaged.Id);
        Assert.Equal(DiagnosticSeverity.Error, damaged.Severity);
    }

    [Fact]
    public async Task A_file_that_was_cut_off_is_damaged_wherever_it_was()
    {
        string recorded = (await LockedProject.RecordAsync(Contract)).TrimEnd();
        Assert.NotEmpty(ContractLock.Parse(recorded).Entries);

        for (int length = 1; length < recorded.Length; length++)
            Assert.Throws<JsonSyntaxException>(() => ContractLock.Parse(recorded[..length]));
    }

    [Fact]
    public async Task The_file_is_sorted_text_that_ends_in_a_line()
    {
        string recorded = await LockedProject.RecordAsync(Contract);

        Assert.StartsWith("{\n  \"version\": 1,\n  \"contracts\": {\n    \"Camera\": {\n      \"events\": {\n        \"motion\": {\n", recorded, StringComparison.Ordinal);
        Assert.EndsWith("}\n", recorded, StringComparison.Ordinal);
        Assert.DoesNotContain("\r", recorded, StringComparison.Ordinal);
        Assert.True(recorded.IndexOf("\"bulkLabels\"", StringComparison.Ordinal) < recorded.IndexOf("\"commands\"", StringComparison.Ordinal));
    }

    private static string Replace(string from, string to)
    {
        string changed = Contract.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Contract, changed);
        return changed;
    }

    private static async Task<List<Diagnostic>> FindAsync(string source, string? lockText)
    {
        ImmutableArray<Diagnostic> diagnostics = await LockedProject.AnalyzeAsync(source, lockText);
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id == "AD0001");
        return [.. diagnostics];
    }
}
