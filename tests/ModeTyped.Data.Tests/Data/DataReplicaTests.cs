using System.Text;

namespace ModeTyped.Data.Tests.Data;

public sealed class DataReplicaTests
{
    private readonly List<string> _changes = [];
    private readonly DataReplica _replica;

    public DataReplicaTests() =>
        _replica = new DataReplica(change => _changes.Add($"{change.Cause} {change.Key} {Text(change.Old)}>{Text(change.New)}"));

    [Fact]
    public void Rule_1_changes_before_the_first_reload_are_ignored()
    {
        Set(7, "a", 1);
        Delete(8, "a");

        Assert.False(_replica.IsReady);
        Assert.Equal("", View);
        Assert.Empty(_changes);
    }

    [Fact]
    public void Rule_2_a_reload_replaces_everything_and_stamps_it_with_its_revision()
    {
        Reload(10, ("a", 1), ("b", 2));
        Set(50, "a", 5);
        Reload(5, ("a", 3), ("c", 4));

        Assert.Equal("a=3 c=4", View);
        Set(5, "c", 9);
        Assert.Equal("a=3 c=4", View);
        Set(6, "c", 9);
        Assert.Equal("a=3 c=9", View);
    }

    [Fact]
    public void Beyond_rule_2_a_reload_tells_what_changed_unseen()
    {
        Reload(10, ("a", 1), ("b", 2), ("same", 7));
        _changes.Clear();

        _replica.Disconnect();
        Reload(20, ("a", 3), ("c", 4), ("same", 7));

        Assert.Equal(["Reload a 1>3", "Reload b 2>-", "Reload c ->4"], _changes);
    }

    [Fact]
    public void Beyond_rule_2_a_late_set_that_the_reload_had_seen_brings_nothing_back()
    {
        Reload(10);
        Set(10, "a", 1);

        Assert.Equal("", View);
    }

    [Fact]
    public void Rule_3_a_change_that_is_not_newer_is_dropped()
    {
        Reload(10, ("a", 1));
        Set(12, "a", 2);
        Set(12, "a", 3);
        Set(11, "a", 4);
        Delete(12, "a");

        Assert.Equal("a=2", View);
        Assert.Equal(["Reload a ->1", "Remote a 1>2"], _changes);
    }

    [Fact]
    public void Rule_4_a_delete_of_an_unknown_key_keeps_a_late_older_set_out()
    {
        Reload(10);
        Delete(12, "a");
        Set(11, "a", 1);
        Assert.Equal("", View);

        Set(13, "a", 2);
        Assert.Equal("a=2", View);
    }

    [Fact]
    public void Rule_5_a_local_write_shows_at_once_and_keeps_the_revision()
    {
        Reload(10, ("a", 1));
        _replica.Write("a", Value(2));
        Assert.Equal("a=2", View);

        _replica.Write("a", null);
        Assert.Equal("", View);
        Assert.Equal(["Reload a ->1", "Local a 1>2", "Local a 2>-"], _changes);

        Acknowledge(Take());
        Set(10, "a", 9);
        Assert.Equal("", View);
        Set(11, "a", 9);
        Assert.Equal("a=9", View);
    }

    [Fact]
    public void Rule_6_reads_go_on_while_away_and_beyond_it_writes_too()
    {
        _replica.Write("early", Value(1));
        Reload(10, ("a", 1));
        _replica.Disconnect();
        DataWrite write = _replica.Write("a", Value(2));

        Assert.Equal("a=2 early=1", View);
        Assert.False(_replica.TryTake(out _));
        Assert.False(write.Fate.IsCompleted);

        Reload(11, ("a", 1));
        Assert.Equal(["early", "a"], [Take().Entry.Key, Take().Entry.Key]);
    }

    [Fact]
    public void Rule_7_beaten_the_clouds_modification_time_is_kept()
    {
        var time = new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero);
        Apply("""{"action":"reload","rev":10,"numItems":1,"items":[{"key":"a","value":1,"modificationTime":"2024-01-02T03:04:05Z"}]}""");
        Assert.Equal(time, _replica.Find("a")!.ModificationTime);

        Apply("""{"action":"set","rev":11,"key":"a","value":2,"modificationTime":"2024-01-02T03:04:06Z"}""");
        Assert.Equal(time.AddSeconds(1), _replica.Find("a")!.ModificationTime);
    }

    [Fact]
    public async Task A_write_that_was_on_its_way_when_the_connection_broke_goes_out_again_after_the_reload()
    {
        Reload(10, ("a", 1));
        DataWrite write = _replica.Write("a", Value(2));
        Take();
        _replica.Disconnect();
        Assert.False(_replica.TryTake(out _));
        Reload(11, ("a", 1));

        Assert.Same(write, Take());
        Acknowledge(write);
        Assert.Equal(SendFate.Delivered, await write.Fate);
        Assert.Equal("a=2", View);
        Assert.Empty(_replica.PendingWrites);
    }

    [Fact]
    public async Task A_waiting_write_is_replaced_by_a_later_one_of_its_key()
    {
        Reload(10);
        DataWrite first = _replica.Write("a", Value(1));
        DataWrite second = _replica.Write("a", Value(2));

        Assert.Equal(SendFate.Replaced, await first.Fate);
        Assert.Same(second, Take());
        Assert.False(_replica.TryTake(out _));
    }

    [Fact]
    public void A_key_has_one_write_on_its_way_at_a_time_and_other_keys_go_on()
    {
        Reload(10);
        DataWrite first = _replica.Write("a", Value(1));
        Assert.Same(first, Take());
        DataWrite second = _replica.Write("a", Value(2));
        DataWrite other = _replica.Write("b", Value(3));

        Assert.Same(other, Take());
        Assert.False(_replica.TryTake(out _));
        Acknowledge(first);
        Assert.Same(second, Take());
    }

    [Fact]
    public void An_echo_changes_nothing_before_or_after_its_acknowledgement()
    {
        Reload(10);
        DataWrite write = _replica.Write("a", Value(1));
        Take();
        Set(11, "a", 1);
        Acknowledge(write);
        Set(11, "a", 1);

        Assert.Equal(["Local a ->1"], _changes);
        Assert.False(_replica.WantsReload);
    }

    [Fact]
    public void A_foreign_value_that_crosses_a_write_is_settled_by_a_reload_while_writes_wait()
    {
        Reload(10, ("a", 1));
        DataWrite write = _replica.Write("a", Value(2));
        Take();
        Set(11, "a", 3);
        DataWrite next = _replica.Write("b", Value(5));
        Assert.Equal("a=2 b=5", View);
        Assert.False(_replica.WantsReload);
        Assert.False(_replica.TryTake(out _));

        Acknowledge(write);
        Assert.True(_replica.WantsReload);
        _replica.ReloadRequested();
        Assert.False(_replica.WantsReload);
        Assert.False(_replica.TryTake(out _));
        Reload(12, ("a", 3));

        Assert.Equal("a=3 b=5", View);
        Assert.Equal("Reload a 2>3", _changes[^1]);
        Assert.Same(next, Take());
    }

    [Fact]
    public void Writes_go_on_when_the_wanted_reload_does_not_come()
    {
        Reload(10);
        DataWrite write = _replica.Write("a", Value(2));
        Take();
        Set(11, "a", 3);
        Acknowledge(write);
        _replica.ReloadRequested();
        _replica.Write("b", Value(1));
        _replica.ReloadGivenUp();

        Assert.Equal("b", Take().Entry.Key);
        Assert.False(_replica.WantsReload);
    }

    [Fact]
    public void A_late_acknowledgement_of_an_ended_connection_is_ignored()
    {
        Reload(10);
        DataWrite write = _replica.Write("a", Value(1));
        Take();
        _replica.Disconnect();
        Acknowledge(write);

        Assert.False(write.Fate.IsCompleted);
    }

    [Fact]
    public void A_value_that_differs_in_form_only_is_no_change()
    {
        Reload(10);
        Apply("""{"action":"set","rev":11,"key":"a","value":{"x":1,"y":"\u00e9"}}""");
        Apply("""{"action":"set","rev":12,"key":"a","value":{ "y":"é", "x":1 }}""");

        Assert.Single(_changes);
    }

    private string View => string.Join(' ', _replica.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}={entry.Visible}"));

    private static string Text(DataValue? value) => value?.ToString() ?? "-";

    private static DataValue Value(int value) => new(Encoding.UTF8.GetBytes($"{value}"));

    private void Apply(string json) => _replica.Apply(DataMessage.Parse(Encoding.UTF8.GetBytes(json)));

    private void Reload(long revision, params (string Key, int Value)[] items) => Apply(
        $$"""{"action":"reload","rev":{{revision}},"numItems":{{items.Length}},"items":[{{string.Join(',', items.Select(item => $$"""{"key":"{{item.Key}}","value":{{item.Value}}}"""))}}]}""");

    private void Set(long revision, string key, int value) => Apply($$"""{"action":"set","rev":{{revision}},"key":"{{key}}","value":{{value}}}""");

    private void Delete(long revision, string key) => Apply($$"""{"action":"delete","rev":{{revision}},"key":"{{key}}"}""");

    private DataWrite Take() => _replica.TryTake(out DataWrite? write) ? write : throw new InvalidOperationException("Nothing to send.");

    private void Acknowledge(DataWrite write) => _replica.Acknowledge(write);
}
