using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ModeTyped.Generator.Contract;

namespace ModeTyped.Generator.Diagnostics;

/// <summary>A version of the text of <c>mode-contract.json</c>: what it records, or how it is damaged.</summary>
internal sealed class ContractLockFile
{
    /// <summary>Reads each version of the text once.</summary>
    public static readonly SourceTextValueProvider<ContractLockFile> Reader = new(Read);

    private ContractLockFile(ContractLock? contents, string problem, int position)
    {
        Contents = contents;
        Problem = problem;
        Position = position;
    }

    /// <summary>What the file records; null where it is damaged.</summary>
    public ContractLock? Contents { get; }

    /// <summary>How it is damaged, as a clause.</summary>
    public string Problem { get; }

    /// <summary>Where in the text.</summary>
    public int Position { get; }

    public static bool IsLock(AdditionalText file) =>
        string.Equals(Path.GetFileName(file.Path), ContractLock.FileName, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where an entry stands in a text that <see cref="ContractLock"/> wrote, or about there.</summary>
    public static Location LocationOf(ContractEntry entry, string path, SourceText text)
    {
        string json = text.ToString();
        var place = new TextSpan(0, 0);

        // Names occur many times, in other sections and as members of payloads; what tells them apart is the indentation.
        string indentation = "\n    ";
        foreach (string name in new[] { entry.Contract, ContractLock.SectionOf(entry.Kind), entry.Name })
        {
            string quoted = JsonScalar.Of(name).Text;
            int line = json.IndexOf(indentation + quoted + ": {", place.Start, StringComparison.Ordinal);
            if (line < 0) break;

            place = new TextSpan(line + indentation.Length, quoted.Length);
            indentation += "  ";
        }

        return LocationOf(place, path, text);
    }

    public static Location LocationOf(TextSpan span, string path, SourceText text) =>
        Location.Create(path, span, text.Lines.GetLinePositionSpan(span));

    private static ContractLockFile Read(SourceText text)
    {
        try
        {
            return new ContractLockFile(ContractLock.Parse(text.ToString()), "", 0);
        }
        catch (JsonSyntaxException damage)
        {
            return new ContractLockFile(null, damage.Message, damage.Position);
        }
    }
}
