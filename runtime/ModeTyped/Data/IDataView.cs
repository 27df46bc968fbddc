namespace ModeTyped.Data;

/// <summary>Sees the changes of raw values, in order, under the data proxy's lock.</summary>
internal interface IDataView
{
    void OnChange(in RawDataChange change);

    /// <summary>No more changes come.</summary>
    void Complete();
}
