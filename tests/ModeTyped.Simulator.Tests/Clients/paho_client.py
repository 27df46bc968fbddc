"""A device on Python's paho-mqtt that does everything MODE's MQTT page lists, until the command "end"."""
import sys

import paho.mqtt.client as mqtt

DEVICE = "/devices/1234"
SUBSCRIPTIONS = [f"{DEVICE}/command", f"{DEVICE}/kv", f"{DEVICE}/bulkData/forecast/response"]

acknowledged = 0
at_least_once = set()


def say(text):
    print(text, flush=True)


def on_connect(client, userdata, flags, code):
    if code != 0:
        sys.exit(f"refused: {code}")
    client.subscribe([(topic, 0) for topic in SUBSCRIPTIONS])


def on_subscribe(client, userdata, message_id, granted):
    say("subscribed " + " ".join(str(qos) for qos in granted))
    event = '{"eventType":"test","eventData":{"x":123}}'
    client.publish(f"{DEVICE}/event", event, qos=0)
    at_least_once.add(client.publish(f"{DEVICE}/event", event, qos=1).mid)
    at_least_once.add(client.publish(f"{DEVICE}/bulkData/vibration", b"bytes", qos=1).mid)
    at_least_once.add(client.publish(f"{DEVICE}/kv", '{"action":"set","key":"interval","value":60}', qos=1).mid)
    request = '{"bulkDataLabel":"forecast","requestId":"r-1","payload":{"hours":24}}'
    client.publish(f"{DEVICE}/bulkData/forecast/request", request, qos=0)


def on_publish(client, userdata, message_id):
    global acknowledged
    if message_id in at_least_once:
        acknowledged += 1
        say(f"acknowledged {acknowledged}")


def on_message(client, userdata, message):
    say(f"{message.topic} {message.payload.decode()}")
    if message.topic == f"{DEVICE}/command":
        client.unsubscribe(SUBSCRIPTIONS)


def on_unsubscribe(client, userdata, message_id):
    client.disconnect()


version = [mqtt.CallbackAPIVersion.VERSION1] if hasattr(mqtt, "CallbackAPIVersion") else []
client = mqtt.Client(*version, client_id="", clean_session=True, protocol=mqtt.MQTTv311)
client.username_pw_set("1234", "key")
client.on_connect = on_connect
client.on_subscribe = on_subscribe
client.on_publish = on_publish
client.on_message = on_message
client.on_unsubscribe = on_unsubscribe
client.connect("127.0.0.1", int(sys.argv[1]))
client.loop_forever()
