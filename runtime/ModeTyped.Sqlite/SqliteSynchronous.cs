namespace ModeTyped.Sqlite;

/// <summary>What an accepted message survives (SQLite's <c>PRAGMA synchronous</c>, in its write-ahead log).</summary>
public enum SqliteSynchronous
{
    /// <summary>
    /// A message is accepted once the operating system has it. It survives a killed process; a power cut may take the
    /// messages of the last moments, and leaves the file whole.
    /// </summary>
    Normal,

    /// <summary>A message is accepted once it is on the medium. It survives a power cut.</summary>
    Full,
}
